//! Frequent services (`lexicon/services.toml`) and how a text deals with them: what an account offers, and what people ask for.

use std::sync::LazyLock;

use model::UnitType;

use crate::normalise::{self, Reading};
use crate::weighted::{Found, LabelId, Weighted};

const LIST: &str = "services";

/// How a text deals with a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceMentionKind {
    /// Tells how it is done.
    Guide,
    /// Leads to where it is done.
    Entry,
    /// Answers a question about it.
    Answer,
    /// Asks for it.
    Request,
}

impl ServiceMentionKind {
    /// Every value.
    pub const ALL: &'static [Self] = &[Self::Guide, Self::Entry, Self::Answer, Self::Request];

    /// The id used in tables and JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Entry => "entry",
            Self::Answer => "answer",
            Self::Request => "request",
        }
    }
}

/// A service of the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Service {
    /// Its name in the list, as people read it.
    pub name: String,
    /// Who provides it.
    pub unit_type: UnitType,
}

/// A service a text deals with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceMention {
    /// The service.
    pub service: &'static Service,
    /// How the text deals with it.
    pub kind: ServiceMentionKind,
    /// Where it is named: start and number of characters of the text as published.
    pub span: (u32, u32),
}

struct Services {
    list: u8,
    all: Vec<(LabelId, Service)>,
    kinds: Vec<(LabelId, ServiceMentionKind)>,
}

static SERVICES: LazyLock<Services> = LazyLock::new(|| {
    let lists = Weighted::embedded();
    let all = lists
        .labels_of(LIST)
        .filter_map(|(label, name)| {
            let (unit, name) = name.split_once('/')?;
            Some((label, Service { name: name.to_owned(), unit_type: UnitType::from_id(unit)? }))
        })
        .collect();
    let kinds = ServiceMentionKind::ALL
        .iter()
        .filter_map(|kind| Some((lists.label(LIST, &format!("kind/{}", kind.id()))?, *kind)))
        .collect();
    Services { list: lists.list(LIST).expect("the list is embedded"), all, kinds }
});

/// Every service of the list, in its order.
pub fn all() -> impl Iterator<Item = &'static Service> {
    SERVICES.all.iter().map(|(_, service)| service)
}

/// The services a text deals with, each once, in the order they are named. A service that is only named, without a sign of what
/// the text does about it, is not listed.
#[must_use]
pub fn read(text: &str) -> Vec<ServiceMention> {
    read_of(&normalise::read(text))
}

/// As [`read`], of a text that was read before.
#[must_use]
pub fn read_of(reading: &Reading<'_>) -> Vec<ServiceMention> {
    read_found(reading, &Weighted::embedded().scan(&reading.hard))
}

fn read_found(reading: &Reading<'_>, found: &Found) -> Vec<ServiceMention> {
    let services = &*SERVICES;
    let hits = found.of(services.list);
    let strongest = services
        .kinds
        .iter()
        .map(|(label, kind)| (found.sum(services.list, *label), *kind))
        .filter(|(sum, _)| *sum > 0.0)
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((_, kind)) = strongest else { return Vec::new() };
    let mut mentions: Vec<ServiceMention> = Vec::new();
    for hit in hits {
        let service = services.all.iter().find(|(label, _)| *label == hit.label).map(|(_, service)| service);
        if let Some(service) = service
            && !mentions.iter().any(|mention| mention.service == service)
        {
            mentions.push(ServiceMention { service, kind, span: reading.original_chars(hit.start, hit.end) });
        }
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &str) -> Vec<(&'static str, ServiceMentionKind)> {
        read(text).iter().map(|mention| (mention.service.name.as_str(), mention.kind)).collect()
    }

    #[test]
    fn offers_and_requests_are_told_apart() {
        assert_eq!(mentions("居住证办理流程和所需材料"), [("居住证", ServiceMentionKind::Guide)]);
        assert_eq!(mentions("请问居住证在哪里办?"), [("居住证", ServiceMentionKind::Request)]);
        assert_eq!(mentions("居民医保可扫码办理,登录小程序即可"), [("医保参保缴费", ServiceMentionKind::Entry)]);
        assert!(mentions("居住证").is_empty());
        assert!(mentions("今天天气真好").is_empty());
    }

    #[test]
    fn every_service_has_a_unit_and_is_named_once() {
        let names: std::collections::BTreeSet<_> = all().collect();
        assert_eq!(names.len(), all().count());
        assert!(names.len() > 50);
        assert_eq!(SERVICES.kinds.len(), ServiceMentionKind::ALL.len());
        assert_eq!(SERVICES.all.len() + SERVICES.kinds.len(), Weighted::embedded().labels_of(LIST).count());
    }
}
