//! Everything about an account but its works.

use model::tables::{
    Account as AccountRow, AccountAlias, AccountFeature, AccountSnapshot, Collection, ListEntry, RegistryRow, Unit,
};
use model::{Day, Micros, id};

use super::SyntheticOptions;
use super::plan::{Behaviour, Plan, Standing};
use super::random::Random;
use super::rows::Tables;
use super::text;
use crate::pipeline::features::account_feature;

/// One account with what follows from its plan.
#[derive(Debug)]
pub struct Account<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its name.
    pub name: String,
    /// Its host unit's name; for an account nobody filed, the unit it looks like.
    pub unit_name: String,
    /// Day it was opened.
    pub opened: Day,
    /// Day of its last work.
    pub last: Day,
    /// Day it was closed, as filed.
    pub closed_on: Option<Day>,
    /// Where its rows come from.
    pub source_id: String,
    /// When its rows were true.
    pub observed_at: Micros,
}

impl<'a> Account<'a> {
    /// The account of a plan.
    #[must_use]
    pub fn of(plan: &'a Plan, options: &SyntheticOptions) -> Self {
        let mut random = Random::of(options.seed, plan.index.wrapping_add(1 << 43));
        let (unit_name, official) = text::unit_names(options.seed, plan.unit);
        let name = match plan.standing {
            Standing::Filed | Standing::Unfiled => official,
            Standing::Impersonator => text::look_alike(&official),
            Standing::Private => text::private_name(plan.index),
        };
        let days =
            |random: &mut Random, from: u64, to: u64| -i32::try_from(from + random.below(to - from)).unwrap_or(0);
        let as_of = options.as_of;
        let opened = as_of.plus(days(&mut random, 1_110, 1_800));
        let (last, closed_on) = match plan.behaviour {
            Behaviour::Stale => (as_of.plus(days(&mut random, 15, 91)), None),
            Behaviour::Zombie => (as_of.plus(days(&mut random, 91, 700)), None),
            Behaviour::Closed => {
                let closed = as_of.plus(days(&mut random, 30, 200));
                (closed.plus(-2), Some(closed))
            }
            // One account in a hundred was opened a few days ago and may still be empty.
            Behaviour::Silent if random.permille(100) => (as_of, None),
            _ => (as_of.plus(days(&mut random, 0, 13)), None),
        };
        let opened = if plan.behaviour == Behaviour::Silent && last == as_of { as_of.plus(-5) } else { opened };
        Self {
            plan,
            name,
            unit_name,
            opened,
            last,
            closed_on,
            source_id: format!("{:016x}/synthetic/{}", options.seed, plan.index + 1),
            // The collector came by in the evening of the monitoring point.
            observed_at: Micros(as_of.start().0 + 19 * 3_600 * 1_000_000),
        }
    }

    /// Adds its rows.
    pub fn write(&self, tables: &mut Tables, options: &SyntheticOptions) {
        let mut random = Random::of(options.seed, self.plan.index.wrapping_add(1 << 44));
        self.identity(tables);
        self.profile(tables, &mut random, options);
        if self.plan.standing == Standing::Filed {
            self.filing(tables, &mut random, options);
        }
        self.collections(tables, &mut random);
    }

    fn identity(&self, tables: &mut Tables) {
        let platform = Some(self.plan.platform.id().to_owned());
        tables.push(&AccountRow {
            account_id: Some(self.plan.account_id.clone()),
            platform: platform.clone(),
            name: Some(self.name.clone()),
            source_id: Some(self.source_id.clone()),
            observed_at: Some(self.observed_at),
        });
        let uid = self.plan.uid.to_string();
        for (kind, value) in [("creator_hash", id::creator_hash(&uid)), ("uid", uid.clone())] {
            tables.push(&AccountAlias {
                alias_id: Some(id::row_id("account_aliases", &[&self.plan.account_id, kind, &value])),
                account_id: Some(self.plan.account_id.clone()),
                platform: platform.clone(),
                kind: Some(kind.to_owned()),
                value: Some(value),
                evidence: Some("synthetic".to_owned()),
                source_id: Some(self.source_id.clone()),
                observed_at: Some(self.observed_at),
            });
        }
        let unit = (self.plan.standing == Standing::Filed).then_some(self.unit_name.as_str());
        tables.push(&AccountFeature {
            source_id: Some(self.source_id.clone()),
            observed_at: Some(self.observed_at),
            ..account_feature(&self.plan.account_id, &self.name, unit, None)
        });
    }

    fn profile(&self, tables: &mut Tables, random: &mut Random, options: &SyntheticOptions) {
        let official = matches!(self.plan.standing, Standing::Filed | Standing::Unfiled);
        let verified = official && random.permille(930);
        let entity = if random.permille(970) {
            self.unit_name.clone()
        } else {
            format!("{}文化传媒有限公司", self.name)
        };
        let gone = self.closed_on.is_some() && random.permille(500);
        let shop = self.plan.standing == Standing::Impersonator && random.permille(500);
        let contact = self.plan.standing == Standing::Impersonator && random.permille(500);
        let followers = i64::try_from(random.lognormal() >> 28).unwrap_or(0);
        for days_ago in [365, 0] {
            let observed_at = Micros(self.observed_at.0 - i64::from(days_ago) * model::time::MICROS_PER_DAY);
            if self.opened >= options.as_of.plus(-days_ago) {
                continue;
            }
            tables.push(&AccountSnapshot {
                snapshot_id: Some(id::row_id(
                    "account_snapshots",
                    &[&self.plan.account_id, &observed_at.0.to_string()],
                )),
                account_id: Some(self.plan.account_id.clone()),
                name: Some(self.name.clone()),
                signature: contact.then(|| format!("办事咨询加微信：hao{}", self.plan.index)),
                verified: Some(verified),
                verification_kind: Some(if verified { "government" } else { "none" }.to_owned()),
                verification_text: verified.then(|| format!("{entity}官方账号")),
                verified_entity: verified.then(|| entity.clone()),
                followers: Some(followers - followers / 5 * i64::from(days_ago / 365)),
                following: Some(12),
                likes: Some(followers * 4),
                works: i64::try_from(self.plan.posts).ok(),
                state: Some(if gone && days_ago == 0 { "cancelled" } else { "normal" }.to_owned()),
                ip_region: None,
                shop: Some(shop),
                profile_url: None,
                source_id: Some(self.source_id.clone()),
                observed_at: Some(observed_at),
            });
        }
    }

    fn filing(&self, tables: &mut Tables, random: &mut Random, options: &SyntheticOptions) {
        let unit_id = id::unit_id(&self.unit_name, "");
        tables.push_unit(&Unit {
            unit_id: Some(unit_id.clone()),
            name: Some(self.unit_name.clone()),
            code: None,
            jurisdiction: None,
            source_id: Some(self.source_id.clone()),
            observed_at: Some(self.observed_at),
        });
        let publishing = !random.permille(80);
        let verified = random.permille(980);
        for days_ago in [100, 10] {
            let filed_on = options.as_of.plus(-days_ago);
            if self.opened > filed_on {
                continue;
            }
            let closed_on = self.closed_on.filter(|closed| *closed <= filed_on);
            let filing = format!("synthetic-{filed_on}");
            tables.push(&RegistryRow {
                registry_row_id: Some(id::row_id("registry", &[&filing, &self.plan.account_id])),
                filing_id: Some(filing),
                filed_on: Some(filed_on),
                account_id: Some(self.plan.account_id.clone()),
                unit_id: Some(unit_id.clone()),
                platform: Some(self.plan.platform.id().to_owned()),
                account_name: Some(self.name.clone()),
                account_ref: Some(self.plan.uid.to_string()),
                unit_name: Some(self.unit_name.clone()),
                unit_address: Some("合成数据".to_owned()),
                verified_entity: verified.then(|| self.unit_name.clone()),
                verified: Some(verified),
                opened_on: Some(self.opened),
                state: Some(if closed_on.is_some() { "cancelled" } else { "normal" }.to_owned()),
                closed_on,
                publishing: Some(publishing),
                interaction: Some(true),
                source_id: Some(self.source_id.clone()),
                observed_at: Some(filed_on.start()),
                ..RegistryRow::default()
            });
        }
        let listed = matches!(self.plan.behaviour, Behaviour::Silent | Behaviour::Zombie) && random.permille(300);
        if listed {
            let listed_on = options.as_of.plus(-10);
            tables.push(&ListEntry {
                entry_id: Some(id::row_id("lists", &["zombie", &self.plan.account_id])),
                list_kind: Some("zombie".to_owned()),
                owner: Some("合成数据".to_owned()),
                listed_on: Some(listed_on),
                account_id: Some(self.plan.account_id.clone()),
                platform: Some(self.plan.platform.id().to_owned()),
                name: Some(self.name.clone()),
                unit_name: Some(self.unit_name.clone()),
                note: None,
                source_id: Some(self.source_id.clone()),
                observed_at: Some(listed_on.start()),
            });
        }
    }

    fn collections(&self, tables: &mut Tables, random: &mut Random) {
        let state = match random.below(1_000) {
            0..=949 => "complete",
            950..=979 => "partial",
            _ => "failed",
        };
        for kind in ["posts", "profile"] {
            tables.push(&Collection {
                collection_id: Some(id::row_id("collections", &[&self.plan.account_id, kind])),
                account_id: Some(self.plan.account_id.clone()),
                post_id: None,
                kind: Some(kind.to_owned()),
                from_at: None,
                to_at: Some(self.observed_at),
                state: Some(state.to_owned()),
                evidence: Some("synthetic".to_owned()),
                source_id: Some(self.source_id.clone()),
                observed_at: Some(self.observed_at),
            });
        }
    }
}
