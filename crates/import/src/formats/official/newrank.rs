//! Lists of public accounts as 新榜 exports them.

use model::Platform;

use crate::entry::Entry;
use crate::error::ReadError;
use crate::format::{Detection, Format, Manifest, Sink};
use crate::formats::reading::columns::{Author, Profiles};
use crate::formats::reading::{Context, Kind, profiles, tables};
use crate::probe::Probe;
use crate::reject::Reject;
use crate::row::Row;
use crate::source::Source;

/// See the module.
#[derive(Debug)]
pub struct Newrank;

static MANIFEST: Manifest = Manifest {
    name: "newrank",
    title_zh: "新榜公众号榜单",
    doc: "Excel or CSV with the account's name and 微信号, 发布次数, 文章数, 阅读数, 新榜指数, uid. A line without a 微信号 goes to quarantine: uid is 新榜's own \
          number and names nobody on the platform.",
    fills: &["accounts", "account_aliases", "account_snapshots", "collections"],
    proves: "That the accounts are there. 文章数 counts a period, not the account's works.",
    lacks: &["followers", "works", "columns for reads, 在看数 and 新榜指数: read, not kept"],
};

const ACCOUNTS: Profiles = Profiles {
    who: Author {
        unique_id: &["微信号", "公众号ID", "微信ID", "公众号id", "账号"],
        name: &["公众号", "公众号名称", "账号名称", "名称", "公众号昵称"],
        signature: &["简介", "功能介绍"],
        ..Author::NONE
    },
    verification_text: &["认证信息", "认证主体"],
    ..Profiles::none(Platform::WechatOfficial)
};

static KINDS: &[Kind] = &[Kind::new(&["发布次数", "文章数", "新榜指数"], 1, account)];

impl Format for Newrank {
    fn manifest(&self) -> &'static Manifest {
        &MANIFEST
    }

    fn detect(&self, probe: &Probe) -> Detection {
        tables::detect(probe, KINDS, 95)
    }

    fn read(&self, source: &Source, sink: &mut dyn Sink) -> Result<u64, ReadError> {
        tables::read(source, KINDS, sink)
    }
}

fn account(row: &Row, context: &mut Context<'_>) -> Result<Vec<Entry>, Reject> {
    let mut entry = profiles::profile(row, &ACCOUNTS, context)?;
    entry.has_no_works = false;
    Ok(vec![Entry::Account(Box::new(entry))])
}
