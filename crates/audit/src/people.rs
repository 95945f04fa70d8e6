//! The accounts of an audit as findings and standings show them: name, platform, place.

use std::collections::BTreeMap;

use arrow::array::{Array, BooleanArray};
use engine::{Params, Session};
use model::Level;

use crate::AuditError;
use crate::evidence::text;

/// What is shown of an account.
#[derive(Debug, Clone)]
pub(crate) struct AccountFacts {
    pub(crate) name: Option<String>,
    pub(crate) platform: String,
    pub(crate) region_code: Option<String>,
    pub(crate) level: Level,
    pub(crate) registered: bool,
    pub(crate) audited: bool,
}

/// All accounts by id.
pub(crate) async fn accounts(session: &Session) -> Result<BTreeMap<String, AccountFacts>, AuditError> {
    let sql = "SELECT account_id, name, platform, region_code, level, registered, audited FROM all_accounts";
    let mut accounts = BTreeMap::new();
    for batch in session.sql(sql, &Params::new()).await? {
        let flag = |name: &str, row: usize| {
            batch
                .column_by_name(name)
                .and_then(|column| column.as_any().downcast_ref::<BooleanArray>())
                .is_some_and(|flags| !flags.is_null(row) && flags.value(row))
        };
        for row in 0..batch.num_rows() {
            let Some(account_id) = text(&batch, "account_id", row) else { continue };
            let level = text(&batch, "level", row).and_then(|level| Level::from_id(&level));
            let facts = AccountFacts {
                name: text(&batch, "name", row),
                platform: text(&batch, "platform", row).unwrap_or_else(|| "other".to_owned()),
                region_code: text(&batch, "region_code", row),
                level: level.unwrap_or(Level::Unknown),
                registered: flag("registered", row),
                audited: flag("audited", row),
            };
            accounts.insert(account_id, facts);
        }
    }
    Ok(accounts)
}
