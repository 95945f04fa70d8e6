//! The tables of the lake: the one place that says which columns exist.
//!
//! The form of a declaration: doc comment (what one row is), `Record = table_name "Chinese name" key column
//! order [columns files are sorted by] quarter column`, then the columns. Every row carries `source_id` (where it stood in
//! the file it came from: `HASH16/SHEET/ROW`) and `observed_at` (when that was true). Snapshots append; nothing is overwritten.
//!
//! The file is long because it is the one dictionary: a table looked for stands here and nowhere else.
//!
//! Tables of later work (notice amounts and parties) are declared here by the change that first writes them;
//! an older lake gets the table at its next import.

use crate::columns::tables;

tables! {
    /// One account on one platform, as first seen.
    Account = accounts "账号" key account_id order [account_id] {
        /// `a` + 16 hex; assigned at first sight, never reused.
        account_id: Text;
        /// Platform id, for example `douyin`.
        platform: Text;
        /// Name as first seen. A masked name (`张***丰`) is never stored here.
        name: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One identifier of an account, with the evidence that ties it there.
    AccountAlias = account_aliases "账号标识" key alias_id order [account_id, kind] {
        /// Key of the row.
        alias_id: Text;
        /// The account.
        account_id: Text;
        /// Platform id.
        platform: Text;
        /// `uid` | `sec_uid` | `short_id` | `unique_id` | `url` | `creator_hash` | `name` (registry name on that platform, exact) | `account` (an account merged into this one) | `account_undone` (that merge taken back; of all statements about one account the latest counts).
        kind: Text;
        /// The identifier.
        value: Text;
        /// Why it belongs to the account, in words.
        evidence: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// What an account's profile said at one moment.
    AccountSnapshot = account_snapshots "账号快照" key snapshot_id order [account_id, observed_at] {
        /// Key of the row.
        snapshot_id: Text;
        /// The account.
        account_id: Text;
        /// Name shown.
        name: Text;
        /// Signature, personal data masked.
        signature: Text;
        /// Verified by the platform.
        verified: Bool;
        /// government | media | enterprise | organisation | person | none.
        verification_kind: Text;
        /// The platform's verification text, for example `样例县公安局官方账号`.
        verification_text: Text;
        /// The body the platform verified, where the text names it.
        verified_entity: Text;
        /// Followers.
        followers: Int;
        /// Accounts it follows.
        following: Int;
        /// Likes received in total.
        likes: Int;
        /// Works published and visible.
        works: Int;
        /// normal | closing | cancelled | banned | private.
        state: Text;
        /// Region shown by the platform.
        ip_region: Text;
        /// Shows a shop, a shop window or goods.
        shop: Bool;
        /// Address of the profile.
        profile_url: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One line of a registry (备案台账) as filed.
    RegistryRow = registry "备案台账" key registry_row_id order [unit_id, account_id] {
        /// Key of the row.
        registry_row_id: Text;
        /// The filing this line belongs to: one registry file as handed in.
        filing_id: Text;
        /// Day of the filing.
        filed_on: Day;
        /// The account filed.
        account_id: Text;
        /// The unit filed.
        unit_id: Text;
        /// Platform id.
        platform: Text;
        /// Account name as filed.
        account_name: Text;
        /// Account id, number or link as filed.
        account_ref: Text;
        /// Host unit (主办单位) as filed.
        unit_name: Text;
        /// Unit code where filed.
        unit_code: Text;
        /// Unit address as filed.
        unit_address: Text;
        /// Supervising unit (主管单位) as filed.
        supervisor: Text;
        /// Verified body (认证主体) as filed.
        verified_entity: Text;
        /// Verified, as filed.
        verified: Bool;
        /// Kind of verification as filed.
        verification_kind: Text;
        /// Day the account was opened.
        opened_on: Day;
        /// normal | closing (拟关停) | closed (关停) | cancelled (注销) | migrated (迁移).
        state: Text;
        /// Day it was closed or cancelled.
        closed_on: Day;
        /// Filed as a publishing account (发布类); false: service or other.
        publishing: Bool;
        /// Followers as filed.
        followers: Int;
        /// Works as filed.
        works: Int;
        /// Last update as filed.
        last_updated_on: Day;
        /// Update frequency as filed.
        update_frequency: Text;
        /// Operating unit (运维单位) as filed.
        operator: Text;
        /// Contact, masked.
        contact_name: Text;
        /// Contact's number, masked.
        contact_phone: Text;
        /// Clerk in charge, masked.
        clerk_name: Text;
        /// Has a working way for citizens to ask, as filed.
        interaction: Bool;
        /// Field of work (涉及领域) as filed.
        field: Text;
        /// Remarks as filed, personal data masked.
        note: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One unit (单位) that hosts accounts.
    Unit = units "单位" key unit_id order [unit_id] {
        /// `u` + 16 hex, from the unit's code or its normalised name and jurisdiction.
        unit_id: Text;
        /// Name as first seen.
        name: Text;
        /// Code as filed.
        code: Text;
        /// Division code of the jurisdiction that filed it, where known.
        jurisdiction: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One work (作品) as first seen.
    Post = posts "作品" key post_id order [account_id, posted_at] quarter posted_at {
        /// `p` + 20 hex, from platform and native id.
        post_id: Text;
        /// Platform id.
        platform: Text;
        /// The platform's own id; NULL where it was damaged and could not be repaired.
        native_id: Text;
        /// The account that published it.
        account_id: Text;
        /// video | images | text | article | live.
        kind: Text;
        /// Title, personal data masked.
        title: Text;
        /// Description or body, personal data masked.
        content: Text;
        /// Publication time.
        posted_at: Time;
        /// second | day (time of day unknown).
        posted_precision: Text;
        /// field (stated) | id (derived from the platform's id).
        posted_from: Text;
        /// Address of the work.
        url: Text;
        /// A repost of somebody else's work.
        is_repost: Bool;
        /// Pinned by the account.
        pinned: Bool;
        /// Hashtags, separated by blanks.
        tags: Text;
        /// Length in milliseconds.
        duration_ms: Int;
        /// Title of the music.
        music: Text;
        /// Region shown by the platform.
        ip_region: Text;
        /// Search word the collector used.
        search_keyword: Text;
        /// Personal data masked in title and content: `[{"field","kind","start","chars"}]`, counted in characters.
        personal_data: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// The counts of a work at one moment.
    PostSnapshot = post_snapshots "作品快照" key snapshot_id order [account_id, post_id, observed_at] quarter observed_at {
        /// Key of the row.
        snapshot_id: Text;
        /// The work.
        post_id: Text;
        /// Its account.
        account_id: Text;
        /// Likes.
        likes: Int;
        /// Comments.
        comments: Int;
        /// Reposts or shares.
        shares: Int;
        /// Favourites.
        favourites: Int;
        /// Plays or reads.
        plays: Int;
        /// Danmaku.
        danmaku: Int;
        /// Coins.
        coins: Int;
        /// Dislikes.
        dislikes: Int;
        /// visible | gone (deleted or blocked).
        state: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One comment under a work.
    Comment = comments "评论" key comment_id order [account_id, commented_at] quarter commented_at {
        /// `c` + 20 hex, from platform and native id.
        comment_id: Text;
        /// Platform id.
        platform: Text;
        /// The platform's own id; NULL where it was damaged and could not be repaired.
        native_id: Text;
        /// The work it stands under; NULL where the link was damaged (unlinkable).
        post_id: Text;
        /// The account whose work it stands under; NULL where not known.
        account_id: Text;
        /// The comment it answers; NULL for a top-level one.
        parent_id: Text;
        /// Keyed hash of the commenter.
        person_key: Text;
        /// The known account that wrote it, where the commenter is one.
        author_account_id: Text;
        /// Text, personal data masked.
        content: Text;
        /// When it was written.
        commented_at: Time;
        /// field | id (derived).
        commented_from: Text;
        /// Likes.
        likes: Int;
        /// Replies the platform counts under it.
        reply_count: Int;
        /// Region shown by the platform.
        ip_region: Text;
        /// Personal data masked in the text, as in `posts`.
        personal_data: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One private message between a citizen and an account.
    Message = messages "私信" key message_id order [account_id, sent_at] quarter sent_at {
        /// Key of the row.
        message_id: Text;
        /// Platform id.
        platform: Text;
        /// The account.
        account_id: Text;
        /// The conversation.
        thread_id: Text;
        /// citizen | account: who wrote it.
        direction: Text;
        /// Keyed hash of the citizen.
        person_key: Text;
        /// Text, personal data masked.
        content: Text;
        /// When it was sent.
        sent_at: Time;
        /// Personal data masked in the text, as in `posts`.
        personal_data: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One entry of a hot board at one moment. Advertising entries are not imported.
    HotTopic = hot_topics "热榜" key topic_id order [board, observed_at] quarter observed_at {
        /// Key of the row.
        topic_id: Text;
        /// douyin | weibo | …
        board: Text;
        /// Title as shown.
        title: Text;
        /// Place on the board, from 1.
        rank: Int;
        /// Heat value of the board.
        heat: Int;
        /// Category of the board.
        category: Text;
        /// Address.
        url: Text;
        /// When the board says the event began.
        event_at: Time;
        /// Label of the board.
        label: Text;
        /// Where the row came from.
        source_id: Text;
        /// When the board looked so.
        observed_at: Time;
    }

    /// One entry of a list a unit filed.
    ListEntry = lists "名单" key entry_id order [list_kind, account_id] {
        /// Key of the row.
        entry_id: Text;
        /// zombie (僵尸账号名单) | inspection (检查情况表) | matrix (矩阵账号) | `source_unit` (稿源单位).
        list_kind: Text;
        /// The unit that filed the list.
        owner: Text;
        /// Day of the list.
        listed_on: Day;
        /// The account listed, where it is one.
        account_id: Text;
        /// Platform id.
        platform: Text;
        /// Name as listed.
        name: Text;
        /// Unit as listed.
        unit_name: Text;
        /// Remarks.
        note: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One notice (通知, 采购公告 …) as published.
    Notice = notices "公告通知" key notice_id order [published_on, notice_id] {
        /// Key of the row.
        notice_id: Text;
        /// Title.
        title: Text;
        /// Text, personal data masked.
        content: Text;
        /// Body that published it.
        publisher: Text;
        /// Day of publication.
        published_on: Day;
        /// Address.
        url: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One media file that belongs to a work.
    MediaFile = media "媒体文件" key media_id order [account_id, post_id] {
        /// Key of the row.
        media_id: Text;
        /// The work.
        post_id: Text;
        /// Its account.
        account_id: Text;
        /// video | image | audio.
        kind: Text;
        /// Path as the collector's manifest names it.
        path: Text;
        /// SHA-256 of the content, where the file was at hand.
        sha256: Text;
        /// Size in bytes.
        bytes: Int;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// What one media file looks and sounds like, for finding it again. Written by `mingjian fingerprint`; the newest row of a file counts.
    MediaFingerprint = fingerprints "画面指纹" key fingerprint_id order [sha256] {
        /// Key of the row.
        fingerprint_id: Text;
        /// SHA-256 of the file's content, as in `media.sha256`.
        sha256: Text;
        /// dense | key (key frames only, good for finding candidates).
        tier: Text;
        /// read | unreadable.
        state: Text;
        /// Why the file could not be read, in words.
        trouble: Text;
        /// Length of the pictures read, in seconds.
        duration_seconds: Float;
        /// Width of the video as shown, in pixels.
        width: Int;
        /// Height of the video as shown, in pixels.
        height: Int;
        /// The file has sound.
        sound: Bool;
        /// Hashes of its pictures for looking it up: 36 bytes each, tenths of a second (u32, little-endian) and 256 bits.
        hashes: Bytes;
        /// Pieces of its sound for looking it up: 8 bytes each, tenths of a second and the piece (both u32, little-endian); NULL where the program that wrote the row did not keep them.
        sounds: Bytes;
        /// The fingerprint, in the format of the README of the crate `media`.
        data: Bytes;
        /// Version of format and method.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Words in a few pictures of a media file. Written by `mingjian picture-text` for files that share footage; without a row nobody looked. The newest row of a file counts.
    PictureText = picture_texts "画面文字" key text_id order [sha256] {
        /// Key of the row.
        text_id: Text;
        /// SHA-256 of the file's content, as in `media.sha256`.
        sha256: Text;
        /// read | unreadable.
        state: Text;
        /// Why the pictures could not be read, in words.
        trouble: Text;
        /// What was made out, personal data masked; a program read it, and it misreads. NULL where there was nothing to make out.
        content: Text;
        /// The program that read it, with its version.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Two media files that share footage or sound. Every new fingerprint is compared with all known ones; pairs that share nothing have no row.
    MediaMatch = media_matches "画面比对" key match_id order [one_sha256, other_sha256] {
        /// Key of the row.
        match_id: Text;
        /// The file whose hash comes first.
        one_sha256: Text;
        /// The other file.
        other_sha256: Text;
        /// reused | `shared_segment` (an intro, an end card or a template: no re-use).
        verdict: Text;
        /// Seconds of the first file that the other has.
        seconds: Float;
        /// 0 to 1.
        confidence: Float;
        /// Ids of what was done, the surest first, between blanks (` music_replaced mirrored `); the two files are not put in order by it.
        edits: Text;
        /// One Chinese sentence.
        why: Text;
        /// The stretches both have, as JSON: `a` is the first file, `b` the other; times in seconds.
        segments: Text;
        /// Version of format and method.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// What a collector, or a person who knows, says was looked for.
    Collection = collections "采集范围" key collection_id order [account_id, kind, to_at] {
        /// Key of the row.
        collection_id: Text;
        /// The account looked at.
        account_id: Text;
        /// The work looked at, for comments and replies of one work.
        post_id: Text;
        /// profile | posts | comments | replies.
        kind: Text;
        /// From when on; NULL: from the beginning.
        from_at: Time;
        /// Until when.
        to_at: Time;
        /// complete | partial | failed.
        state: Text;
        /// Why it is believed, in words.
        evidence: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Computed once at import for every work: what the rules need of its text.
    PostFeature = features_posts "作品特征" key post_id order [account_id, posted_at] quarter posted_at {
        /// The work.
        post_id: Text;
        /// Its account.
        account_id: Text;
        /// Its publication time.
        posted_at: Time;
        /// second | day.
        posted_precision: Text;
        /// A repost of somebody else's work.
        is_repost: Bool;
        /// 64-bit key of the hard-normalised title and content: equal texts have equal keys. NULL where there is no text.
        text_key: Int;
        /// Characters left after normalising.
        text_chars: Int;
        /// Codes of the rules whose detectors may find something, between blanks (` C04 E01 `); NULL where none does.
        signals: Text;
        /// service | civic | `place_news` | entertainment | other: what it is about where nobody's duty is asked for. NULL where
        /// there is no text, or none was read.
        content_kind: Text;
        /// Ids of the kinds of unit whose duty it is, between blanks; NULL where it is nobody's.
        duty_of: Text;
        /// Version of what computed the row.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Computed once at import for every comment: what the rules need of its text.
    CommentFeature = features_comments "评论特征" key comment_id order [account_id, commented_at] quarter commented_at {
        /// The comment.
        comment_id: Text;
        /// The work it stands under.
        post_id: Text;
        /// The account whose work it stands under.
        account_id: Text;
        /// The comment it answers.
        parent_id: Text;
        /// The known account that wrote it, where the commenter is one.
        author_account_id: Text;
        /// When it was written.
        commented_at: Time;
        /// question | complaint | plea | suggestion | thanks | praise | chatter | spam.
        message_kind: Text;
        /// A citizen wants something done or answered by a public body.
        needs_answer: Bool;
        /// high | normal.
        urgency: Text;
        /// Kind of unit that should answer; `unknown` where the text does not say.
        department: Text;
        /// Who else might have to.
        runner_up: Text;
        /// Codes of the rules whose detectors may find something, between blanks; NULL where none does.
        signals: Text;
        /// 64-bit key of the hard-normalised text: equal texts have equal keys. NULL where there is no text.
        text_key: Int;
        /// Version of what computed the row.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Kept per-account state: one row per account, quarter and import, over the works that import added.
    /// The rows add up, so an audit reads a few lines per account instead of every work.
    AccountQuarter = features_account_quarters "账号季度状态" key state_id order [account_id, quarter_at] {
        /// Key of the row.
        state_id: Text;
        /// The account.
        account_id: Text;
        /// First instant of the quarter (UTC+8); NULL for works without a time.
        quarter_at: Time;
        /// Works this import added.
        posts: Int;
        /// Earliest publication time among them.
        first_posted_at: Time;
        /// Latest publication time among them.
        last_posted_at: Time;
        /// The work with the latest time (the greatest id where two share it).
        last_post_id: Text;
        /// SHA-256 of what that work says (`model::content`), so that evidence of a silence needs no look at every work.
        last_post_sha256: Text;
        /// Version of what computed the row.
        computed_by: Text;
        /// Where that work stood.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// Computed once at import for every account and name: what its name says.
    AccountFeature = features_accounts "账号特征" key feature_id order [account_id, observed_at] {
        /// Key of the row.
        feature_id: Text;
        /// The account.
        account_id: Text;
        /// The name and host unit the row was computed from.
        name: Text;
        /// Host unit where known.
        unit_name: Text;
        /// Name and unit folded for search: width, case, traditional forms, blanks.
        name_folded: Text;
        /// Name with look-alike characters unified, for impersonators.
        name_skeleton: Text;
        /// Division code; NULL where unsure.
        region_code: Text;
        /// Level id; `unknown` where unsure.
        level: Text;
        /// Unit type id; `unknown` where unsure.
        unit_type: Text;
        /// The name reads like a public body's.
        official_looking: Bool;
        /// Version of what computed the row.
        computed_by: Text;
        /// Where the row came from.
        source_id: Text;
        /// When this was true.
        observed_at: Time;
    }

    /// One row of a file that could not be imported, kept with the reason.
    QuarantinedRow = quarantine "隔离行" key quarantine_id order [source_id] {
        /// Key of the row.
        quarantine_id: Text;
        /// SHA-256 of the file.
        file_hash: Text;
        /// Path as handed in.
        path: Text;
        /// Format that read it.
        format: Text;
        /// Sheet, table or member of an archive.
        sheet: Text;
        /// Line or row, from 1.
        row: Int;
        /// Column, where one is to blame.
        column: Text;
        /// Reason id, stable for counting.
        reason: Text;
        /// What is wrong and what to do, in words.
        detail: Text;
        /// The row as it stood, personal data masked.
        raw: Text;
        /// Where the row came from.
        source_id: Text;
        /// When it was read.
        observed_at: Time;
    }

    /// A row of the lake that a later record stated again: who else says it, and what stays when an import is taken back.
    /// A work whose record brought new counts is not listed here: its `post_snapshots` name that source.
    Restatement = restatements "重复陈述" key restatement_id order [known_id, source_id] {
        /// Key of the row.
        restatement_id: Text;
        /// The table of the row that was known.
        table_name: Text;
        /// Key of the row that was known.
        known_id: Text;
        /// Where it was stated again.
        source_id: Text;
        /// When that was imported.
        observed_at: Time;
    }

    /// One file as imported.
    ImportedFile = imported_files "导入文件" key file_hash order [file_hash] {
        /// SHA-256 of the file.
        file_hash: Text;
        /// Path as handed in.
        path: Text;
        /// Format that read it.
        format: Text;
        /// Size in bytes.
        bytes: Int;
        /// Rows read.
        rows_read: Int;
        /// Rows that added something.
        rows_new: Int;
        /// Rows already known.
        rows_known: Int;
        /// Rows in quarantine.
        rows_quarantined: Int;
        /// Rows of the lake its records stated again (`restatements`); NULL in files imported before this was counted.
        rows_restated: Int;
        /// SHA-256 of the archive it came out of; NULL where it was handed in by itself.
        archive_hash: Text;
        /// Where the row came from.
        source_id: Text;
        /// When it was imported.
        observed_at: Time;
    }
}

/// The table with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static crate::TableDef> {
    ALL.iter().copied().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::ColumnType;
    use crate::{BatchBuilder, Micros, Record, records};

    #[test]
    fn every_table_knows_its_key_its_order_and_its_provenance() {
        for table in ALL {
            for column in std::iter::once(&table.key).chain(table.order) {
                assert!(table.column(column).is_some(), "{}: no column {column}", table.name);
            }
            if let Some(partition) = table.partition {
                assert_eq!(table.column(partition).map(|c| c.kind), Some(ColumnType::Time), "{}", table.name);
            }
            for column in ["source_id", "observed_at"] {
                assert!(table.column(column).is_some(), "{}: no {column}", table.name);
            }
            for column in table.columns {
                assert!(!column.doc.trim().is_empty(), "{}.{} has no description", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_record_lands_in_its_columns_and_missing_stays_null() {
        let mut batch = BatchBuilder::new(Post::TABLE);
        batch.push(&Post { post_id: Some("p1".into()), posted_at: Some(Micros(5)), ..Post::default() });
        let batch = batch.finish().unwrap();
        assert_eq!(batch.num_rows(), 1);
        assert_eq!(batch.column_by_name("post_id").unwrap().null_count(), 0);
        assert_eq!(batch.column_by_name("posted_at").unwrap().null_count(), 0);
        assert_eq!(batch.column_by_name("duration_ms").unwrap().null_count(), 1);
    }

    fn reads_as_it_was<R: Record + PartialEq + std::fmt::Debug>(record: &R) {
        let mut batch = BatchBuilder::new(R::TABLE);
        batch.push(&R::default());
        batch.push(record);
        let batch = batch.finish().unwrap();
        assert_eq!(records(&batch).collect::<Vec<R>>(), [R::default(), record.clone()]);
    }

    #[test]
    fn a_row_reads_as_the_record_it_was() {
        let post = Post {
            post_id: Some("p1".into()),
            posted_at: Some(Micros(5)),
            is_repost: Some(true),
            duration_ms: Some(7),
            ..Post::default()
        };
        let print = MediaFingerprint { data: Some(vec![0, 9]), ..MediaFingerprint::default() };
        let notice = Notice { published_on: Some(crate::Day(9)), ..Notice::default() };
        reads_as_it_was(&post);
        reads_as_it_was(&print);
        reads_as_it_was(&notice);
        let mut batch = BatchBuilder::new(Post::TABLE);
        batch.push(&post);
        let part = batch.finish().unwrap().project(&[0]).unwrap();
        let expected = Post { post_id: post.post_id, ..Post::default() };
        assert_eq!(records(&part).collect::<Vec<Post>>(), [expected], "an absent column reads as NULL");
    }
}
