//! Rows of registries and lists: units, filed lines, their accounts.

use model::Day;
use model::id::{row_id, unit_id};
use model::tables::{RegistryRow, Unit};

use super::assemble::{Assembler, mask_identity};
use super::privacy;
use crate::entry::{ListEntryDraft, RegistryEntry};
use crate::error::ReadError;

impl Assembler<'_> {
    pub(super) fn registry(&mut self, mut entry: RegistryEntry, source_id: &str) -> Result<u64, ReadError> {
        mask_identity(&mut entry.identity);
        let observed_at = entry.observed_at;
        let mut row = entry.row;
        let mut added = 0;
        let unit = self.unit(&row, observed_at, source_id, &mut added)?;
        let resolved =
            self.account(entry.platform, &entry.identity, row.unit_name.as_deref(), observed_at, source_id)?;
        let Some((account, account_added)) = resolved else { return Ok(added) };
        added += account_added;
        self.state.resolver.set_public(account);
        let Some(account_id) = self.state.resolver.account(account).map(|account| account.id.clone()) else {
            return Ok(added);
        };
        mask(&mut row);
        let key = key(&row, &account_id);
        if !self.state.is_new("registry", &key) {
            self.restate("registry", &key, source_id)?;
            return Ok(added);
        }
        row.registry_row_id = Some(key);
        row.account_id = Some(account_id);
        row.unit_id = unit;
        row.source_id = Some(source_id.to_owned());
        row.observed_at = Some(observed_at);
        self.push(&row)?;
        Ok(added + 1)
    }

    fn unit(
        &mut self,
        row: &RegistryRow,
        observed_at: model::Micros,
        source_id: &str,
        added: &mut u64,
    ) -> Result<Option<String>, ReadError> {
        let Some(name) = row.unit_name.clone() else { return Ok(None) };
        let jurisdiction = self.state.jurisdiction.clone();
        let by = row.unit_code.clone().unwrap_or_else(|| text::fold::search(&name));
        let id = unit_id(&by, jurisdiction.as_deref().unwrap_or(""));
        if self.state.is_new("units", &id) {
            *added += 1;
            self.push(&Unit {
                unit_id: Some(id.clone()),
                name: Some(name),
                code: row.unit_code.clone(),
                jurisdiction,
                source_id: Some(source_id.to_owned()),
                observed_at: Some(observed_at),
            })?;
        }
        Ok(Some(id))
    }

    pub(super) fn list(&mut self, mut entry: ListEntryDraft, source_id: &str) -> Result<u64, ReadError> {
        mask_identity(&mut entry.identity);
        let observed_at = entry.observed_at;
        let mut row = entry.entry;
        let mut added = 0;
        if let Some(platform) = entry.platform {
            let unit = row.unit_name.clone();
            let resolved = self.account(platform, &entry.identity, unit.as_deref(), observed_at, source_id)?;
            if let Some((account, account_added)) = resolved {
                row.account_id = self.state.resolver.account(account).map(|account| account.id.clone());
                added += account_added;
            }
        }
        row.note = privacy::masked(row.note);
        row.name = privacy::masked(row.name);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let key = row_id(
            "lists",
            &[
                &text(&row.list_kind),
                &text(&row.owner),
                &row.listed_on.map_or(String::new(), |day| day.to_string()),
                &text(&row.account_id),
                &text(&row.platform),
                &text(&row.name),
                &text(&row.unit_name),
                &text(&row.note),
            ],
        );
        if !self.state.is_new("lists", &key) {
            self.restate("lists", &key, source_id)?;
            return Ok(added);
        }
        row.entry_id = Some(key);
        row.source_id = Some(source_id.to_owned());
        row.observed_at = Some(observed_at);
        self.push(&row)?;
        Ok(added + 1)
    }
}

fn mask(row: &mut RegistryRow) {
    row.account_name = privacy::masked(row.account_name.take());
    row.note = privacy::masked(row.note.take());
    row.unit_address = privacy::masked(row.unit_address.take());
    row.contact_phone = privacy::starred_digits(row.contact_phone.take());
    row.contact_name = privacy::masked_names(row.contact_name.take());
    row.clerk_name = privacy::masked_names(row.clerk_name.take());
}

/// Everything a line says except which file it stood in: the same registry as a spreadsheet and as text is one filing.
fn key(row: &RegistryRow, account_id: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |value: Option<Day>| value.map_or(String::new(), |day| day.to_string());
    let number = |value: Option<i64>| value.map_or(String::new(), |number| number.to_string());
    let flag = |value: Option<bool>| value.map_or(String::new(), |flag| flag.to_string());
    let parts = [
        account_id.to_owned(),
        day(row.filed_on),
        text(&row.account_name),
        text(&row.account_ref),
        text(&row.unit_name),
        text(&row.unit_code),
        text(&row.unit_address),
        text(&row.supervisor),
        text(&row.verified_entity),
        flag(row.verified),
        text(&row.verification_kind),
        day(row.opened_on),
        text(&row.state),
        day(row.closed_on),
        flag(row.publishing),
        number(row.followers),
        number(row.works),
        day(row.last_updated_on),
        text(&row.update_frequency),
        text(&row.operator),
        text(&row.contact_name),
        text(&row.contact_phone),
        text(&row.clerk_name),
        flag(row.interaction),
        text(&row.field),
        text(&row.note),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    row_id("registry", &parts)
}
