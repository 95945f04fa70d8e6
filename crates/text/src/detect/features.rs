//! What a detector can ask about a stretch of text: the tags of the lists it reads, as bits.

use crate::lexicon::Lexicons;

/// A set of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Features([u64; 4]);

impl Features {
    pub(super) const NONE: Self = Self([0; 4]);

    pub(super) fn has(self, feature: Feature) -> bool {
        let at = feature as usize;
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    /// Any of them.
    pub(super) fn any(self, features: &[Feature]) -> bool {
        features.iter().any(|feature| self.has(*feature))
    }

    /// How many of them.
    pub(super) fn count(self, features: &[Feature]) -> usize {
        features.iter().filter(|feature| self.has(**feature)).count()
    }

    pub(super) fn insert(&mut self, feature: Feature) {
        let at = feature as usize;
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn add(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

macro_rules! features {
    ($($name:ident $list:literal $tag:literal;)*) => {
        /// A tag of a list that a detector reads.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Feature { $($name,)* }

        impl Feature {
            /// Every feature with its list and tag.
            pub(super) const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$name, $list, $tag),)*];
        }
    };
}

features! {
    Negation "guards" "negation";
    Prohibition "guards" "prohibition";
    Warning "guards" "warning";
    CaseReport "guards" "report";
    Others "guards" "others";
    Law "guards" "law";

    SelfVoice "voice" "self";
    Particle "voice" "particle";
    Mood "voice" "mood";
    Condition "voice" "condition";
    You "voice" "you";

    Beg "follow_begging" "beg";
    Mutual "follow_begging" "mutual";
    Reach "follow_begging" "reach";
    Count "follow_begging" "count";
    Short "follow_begging" "short";
    Act "follow_begging" "act";
    Plead "follow_begging" "plead";
    Soft "follow_begging" "soft";
    Audience "follow_begging" "audience";
    Superior "follow_begging" "superior";
    Quota "follow_begging" "quota";
    Misery "follow_begging" "misery";
    Lack "follow_begging" "lack";
    Promise "follow_begging" "promise";
    Gain "follow_begging" "gain";
    Withhold "follow_begging" "withhold";
    Bait "follow_begging" "bait";
    Taunt "follow_begging" "taunt";
    Rival "follow_begging" "rival";
    Luck "follow_begging" "luck";
    Courtesy "follow_begging" "courtesy";
    Thanks "follow_begging" "thanks";
    Moving "follow_begging" "moving";
    PublicNeed "follow_begging" "public_need";
    OtherSense "follow_begging" "other_sense";
    Procedure "follow_begging" "procedure";

    Votes "votes" "vote";
    Daily "votes" "daily";
    Cast "votes" "cast";
    Contest "votes" "contest";
    ForWhom "votes" "for_whom";
    Own "votes" "own";
    VoteNumber "votes" "number";
    VoteAsk "votes" "ask";
    Race "votes" "race";
    VoteOrder "votes" "order";
    Rules "votes" "rules";
    OpenChoice "votes" "open_choice";
    Election "votes" "election";
    Survey "votes" "survey";
    VoteResult "votes" "result";
    Thanked "votes" "thanked";

    OnlineAction "forced" "action";
    Channel "forced" "channel";
    Must "forced" "must";
    Proof "forced" "proof";
    Sanction "forced" "sanction";
    Ordered "forced" "ordered";
    Checked "forced" "checked";
    Gate "forced" "gate";
    Induced "forced" "induced";
    Prize "forced" "prize";
    LikeRanking "forced" "ranking";
    Target "forced" "target";
    PerHead "forced" "per_head";
    Voluntary "forced" "voluntary";
    OtherPrize "forced" "other_prize";
    OtherDuty "forced" "other_duty";

    Hook "sensational" "hook";
    Urgency "sensational" "urgency";
    Withheld "sensational" "withheld";
    SubjectWithheld "sensational" "subject_withheld";
    NumberBait "sensational" "number_bait";
    Exaggeration "sensational" "exaggeration";
    Bait4 "sensational" "bait";
    Shout "sensational" "shout";
    GossipTone "sensational" "gossip_tone";
    Fact "sensational" "fact";
    Guidance "sensational" "guidance";

    Accident "disaster" "accident";
    Crime "disaster" "crime";
    Death "disaster" "death";
    Disaster "disaster" "disaster";
    Gruesome "disaster" "gruesome";
    Epidemic "disaster" "epidemic";
    Harm "disaster" "harm";
    Relief "disaster" "relief";
    Debunk "disaster" "debunk";
    Arriving "disaster" "arriving";
    OwnService "disaster" "own_service";
    Source "disaster" "source";
    Advice "disaster" "advice";
    Fiction "disaster" "fiction";

    Slur "stigma" "slur";
    Insult "stigma" "insult";
    Group "stigma" "group";
    Contempt "stigma" "contempt";
    MildInsult "stigma" "mild";
    Harsh "stigma" "harsh";
    Sweeping "stigma" "sweeping";
    Opposing "stigma" "opposing";
    Medical "stigma" "medical";
    Legal "stigma" "legal";

    Sell "advertising" "sell";
    Price "advertising" "price";
    Shop "advertising" "shop";
    Promote "advertising" "promote";
    Contact "advertising" "contact";
    Tie "advertising" "tie";
    Goods "advertising" "goods";
    PriceNotice "advertising" "price_notice";
    Subsidy "advertising" "subsidy";
    Auction "advertising" "auction";
    PublicMarket "advertising" "public_market";
    Caution8 "advertising" "caution";

    Cute "display" "cute";
    Flirt "display" "flirt";
    Fandom "display" "fandom";
    Gossip "display" "gossip";
    Play "display" "play";
    SadDisplay "display" "misery";
    Setting "display" "setting";
    DutyContent "display" "duty";
    Honour "display" "honour";
    Caution11 "display" "caution";

    Organisational "contacts" "organisational";
    PublicAccount "contacts" "account";
    PersonalNumber "contacts" "personal";

    BegHint "follow_begging" "hint";
    VoteHint "votes" "hint";
    ForceHint "forced" "hint";
    LureHint "sensational" "hint";
    HorrorHint "disaster" "hint";
    ScornHint "stigma" "hint";
    SalesHint "advertising" "hint";
    ShowHint "display" "hint";
}

/// The features of every entry of the lists, by the entry's number.
pub(super) fn by_entry(lexicons: &Lexicons) -> Vec<Features> {
    let features: Vec<_> =
        Feature::ALL.iter().filter_map(|(feature, list, tag)| Some((lexicons.tag(list, tag)?, *feature))).collect();
    (0..lexicons.entries())
        .map(|entry| {
            let mut set = Features::NONE;
            let tags = lexicons.tags_of(entry);
            for (_, feature) in features.iter().filter(|(tag, _)| tags.contains(tag)) {
                set.insert(*feature);
            }
            set
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_a_tag_of_a_list_and_has_a_bit() {
        for (feature, list, tag) in Feature::ALL {
            assert!(Lexicons::embedded().tag(list, tag).is_some(), "lexicon/{list}.toml: no tag {tag}");
            assert!((*feature as usize) < 256);
        }
    }
}
