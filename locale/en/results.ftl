# What results say.

yes = yes
no = no
unknown = unknown
nothing = (nothing)
place-row = row { $row }
place-column = column `{ $column }`
from-the-beginning = the beginning
all-platforms = all
all-rules = all

progress-import = {"{spinner} {prefix} [{bar:24}] {percent}%, {eta} left  {msg}"}
progress-storing = storing
progress-rate = { $rows } rows ({ $rate }/s)
progress-generate = {"{spinner} generating, {elapsed}"}
progress-audit = {"{spinner} auditing, {elapsed}"}
progress-compact = {"{spinner} merging, {elapsed}"}

import-summary = Imported: { $read } rows read, { $new } new, { $known } known already, { $quarantined } in quarantine. Lake version { $version }.
import-reasons = Rows in quarantine are kept; the commonest reasons:
import-reason = {"  "}{ $reason }: { $rows } rows
import-see-quarantine = See these rows: mingjian quarantine
import-unreadable = { $count } file(s) could not be read:
import-unreadable-file = {"  "}{ $path }: { $message }
import-noted = These files were read, with a remark:
import-empty-file = the file is empty; export it again
import-wrong-encoding = the text is neither UTF-8 nor GB18030 nor UTF-16; save it as UTF-8
import-next = Next: mingjian audit --as-of DATE
import-created = Created the workspace { $folder }.
import-unrecognised = format not recognised

reason-bad_json = not valid JSON
reason-not_an_object = not a JSON object
reason-torn_row = torn, or its cells do not fit the header
reason-repeated_header = a second header inside the data
reason-bad_encoding = bytes that are no text in the file's encoding
reason-too_long = longer than a record can be
reason-missing_id = no id
reason-missing_name = no account name
reason-unknown_platform = platform not known
reason-nothing_usable = nothing usable in it

quarantine-more = { $total } rows in all, { $shown } shown; see more with --limit.
collections-more = Only { $limit } rows shown; see more with --limit.
collections-added = Noted: { $kind } of { $account } looked at until { $to }. Lake version { $version }.
collections-known = This statement was noted before ({ $account }, { $kind }, { $to }). The lake version is still { $version }.
lake-compacted = { $before } files became { $after }. Lake version { $version }.
lake-compact-nothing = Nothing to merge. Lake version { $version }.
lake-vacuumed = Removed { $files } unused files ({ $mib } MiB), kept { $kept } for now; forgot { $versions } old versions, kept { $pinned } that audits rest on.
sql-more = Only the first { $rows } rows are shown; for all of them use --format csv or json.
census-pages = { $total } accounts, page { $page } of { $pages }.
census-total = { $total } accounts.
bench-generated = Generated { $accounts } accounts and { $posts } works. Lake version { $version }.

state-draft = draft
state-shadow = shadow
state-live = live
state-retired = retired
class-shadow = { $class } (shadow)
rulebook-good = The rulebook is without mistakes: { $rules } rules, { $profiles } profiles.
rulebook-bad = The rulebook has { $count } mistake(s).
rulebook-cases = { $held } case(s) hold, { $failed } do not.
rulebook-profiles = Profiles: { $names }. The parameters of one: mingjian rulebook list --profile NAME

audit-head = Audit at { $as_of } (the end of that day), profile { $profile } ({ $title }), lake version { $version }
audit-coverage = 1. Coverage: how many accounts were checked, and what could not be
audit-other-accounts = { $count } more accounts are neither filed nor official-looking; the audit does not speak about them.
audit-nothing-missing = There is no check that could not be made.
audit-missing = Checks that could not be made (not judged is not the same as not found):
audit-advice = Note: { $unreached } accounts cannot be judged because their works were collected only until before the monitoring point. The collections reach { $as_of } ({ $accounts } accounts): use --as-of { $as_of }, or collect again and import.
audit-findings = 2. Findings (suspicions, to be confirmed by a person)
audit-no-veto = 3. No veto rule applies to any account, so there is no pass rate.
audit-pass-rates = 3. Pass rate (provisional: no finding was confirmed by a person yet)
audit-pass-rates-note = The pass rate is taken over judged accounts; beside it the rates if all unjudged ones failed or passed.
audit-changes = 4. Compared with the audit before ({ $audit }, as of { $as_of })
audit-no-earlier = 4. There is no earlier audit of this profile to compare with.
audit-known = This audit was made before, with the very same bytes.
audit-late-registry = Note: there are { $lines } lines of registries, but all are dated after the monitoring point { $as_of } and do not count as filed. Where a registry does not say its day, import it with --observed.
audit-next = The result is in { $folder }. Next: mingjian findings lists the findings, mingjian explain ID shows what one rests on.
shadow-head = Trial: { $rule } { $title }, profile { $profile }
shadow-note = This was a trial; nothing was stored. For each finding add --format json.

findings-total = { $count } findings, all of them suspicions to be confirmed by a person (audit { $audit }). What one rests on: mingjian explain ID
unjudged-total = { $count } checks not judged (audit { $audit }).
findings-written = Written to { $path }
subject-only = ({ $subject })
sheet-findings = findings
sheet-unjudged = not judged

explain-head = Finding { $id } (suspected, to be confirmed by a person)
explain-rule = Rule: { $rule } { $title } ({ $class })
explain-subject = { $subject }: { $name } { $platform } { $id }
explain-wording = Wording: { $text }
explain-value = Value: { $value }
explain-threshold = Limit: { $value }
explain-first-seen = Since: { $day }
explain-audit = Audit: { $audit }
explain-basis = Basis
explain-unchecked = {" "}(not read in the original)
explain-rule-changed = Note: the rule was changed since that audit; this is how it stands now.
explain-rule-gone = Rule { $rule } is no longer in the rulebook.
explain-evidence = Evidence ({ $count } rows)
explain-origin = Source: { $place }
explain-derived = Source: computed by the program
explain-statement = Source: a person's statement
explain-row-gone = This row is no longer in the data.
explain-hash = Hash of the content: { $hash }
explain-query = The query that found it, with its parameters

functions-head =
    # SQL functions

    Generated by `mingjian sql --functions`; do not edit.
docs-cli-head =
    # Command line

    Generated by `mingjian docs cli`; do not edit.

    Exit codes: 0 done · 1 done, and there is what `--fail-on` names (findings of a severity, a missing year) · 2 wrong use · 3 a part of the input could not be read · 4 not done. Data go to standard output, talk to standard error. JSON fields are named like the lake's columns.
docs-formats-head =
    # Import formats

    Generated by `mingjian docs formats`; do not edit.
docs-formats-fills = fills
docs-formats-proves = proves
docs-formats-lacks = lacks

# Values of closed lists in the evidence of a finding.
value-complete = complete
value-partial = partial
value-failed = failed
value-profile = profile
value-posts = works
value-comments = comments
value-replies = replies
value-video = video
value-images = images
value-text = text
value-article = article
value-live = live
value-normal = normal
value-closing = closing
value-closed = closed
value-cancelled = cancelled
value-migrated = migrated
value-banned = banned
value-private = private
value-visible = visible
value-gone = gone
value-zombie = zombie list
value-inspection = findings of an inspection
value-matrix = matrix list
value-source_unit = source units
value-government = government
value-media = media
value-enterprise = enterprise
value-organisation = organisation
value-person = person
value-none = none

# What to do about a row in quarantine.
advice-bad_json = the row cannot be read; export the file again and import it
advice-not_an_object = the row is not a record; export the file again and import it
advice-torn_row = the collector probably stopped halfway; collect or export again and import
advice-repeated_header = a header among the data; nothing to do
advice-bad_encoding = save the file as UTF-8 and import it again
advice-too_long = no record is that long; check whether the file is damaged
advice-missing_id = without an id it belongs to no account or work; add it and import again
advice-missing_name = add the account's name to the registry and import again
advice-unknown_platform = name the platform in the registry and import again
advice-nothing_usable = nothing usable in it; check the row

import-undecided = this could be “{ $one }” as well as “{ $other }”, so it was not read; say which with --as { $one } or --as { $other }
import-changed = the file changed while it was read; import it again when whatever writes it has finished
import-undone = Import { $import } ({ $files } files) was taken back. Version { $version }; older versions keep it, and the files can be imported again.
import-undone-kept = { $rows } rows stayed because other imports state them too, and name those files now; texts of works and comments are still as first seen.

detect-format = format: { $format }, confidence { $confidence }
detect-mapped = format: { $format }, with the column map that was remembered
detect-none = no format for certain: { $message }
detect-seen = seen: { $container }; { $seen }
detect-others = also like: { $formats }
detect-sample = sample of { $records } records, { $bad } of them for quarantine
detect-fills = fills: { $fields }
detect-lacks = does not hold: { $fields }
detect-proves = proves complete collections of: { $kinds }
detect-proves-nothing = nothing
detect-rules = rules that cannot be judged from this file alone:
detect-rule = {"  "}{ $rule }: lacks { $needs }
detect-need-collection = complete collection of { $kind }
detect-message = note: { $message }

trace-head = { $table } { $key }
trace-sources = stated in { $count } places:
trace-file = {"  "}{ $path } { $place }
trace-import = {"    "}import { $import }, { $at }; SHA-256 { $hash }
trace-person = {"  "}a person's statement ({ $source })
trace-gone = the original is gone: it was not kept, and where it was there is no file or another one
trace-whole-file = this row was drawn from the file as a whole
trace-not-found = the original is there, but this place was not found in it
trace-no-column = (surplus cell)
trace-unmasked = Note: the originals above are not masked. They are for checking only; do not pass them on.

accounts-conflict =
    { $platform } { $kind } { $value }
    {"  "}first with { $one } ({ $one_name }): { $one_place }
    {"  "}also with { $other } ({ $other_name }): { $other_place }
accounts-conflicts = { $count } contradictions. One account: mingjian accounts merge ID ID --because WHY; two: correct the source and import it again.
accounts-merged = Merged: { $other } is { $account } now. Version { $version }. To take it back: mingjian accounts unmerge { $other } --because WHY
accounts-unmerged = Taken back: { $other } is no longer { $account }. Version { $version }.

alias-uid = platform id
alias-sec_uid = sec_uid
alias-short_id = short id
alias-unique_id = account id
alias-url = link
alias-creator_hash = hash of the id
alias-name = name

registry-added = added
registry-gone = gone
registry-changed = changed
registry-diff = { $from } to { $to }: { $added } accounts added, { $gone } gone, { $changed } columns changed.

quarantine-page = quarantine
quarantine-extra-column = cell { $place }
quarantine-exported = { $rows } rows written to { $path }. Once mended: mingjian quarantine retry { $path }
quarantine-unmasked = Note: the table holds originals that are not masked. Delete it when done; do not pass it on.
quarantine-masked = { $rows } rows have no original any more and are there masked.
quarantine-retried = Read { $read } rows: { $new } new, { $known } known, { $still } still in quarantine. Version { $version }.
quarantine-unknown = { $rows } rows are no longer in quarantine (perhaps imported already) and were passed over.

check-nothing = Nothing found that speaks against publishing.
check-guard = { $rule } kept silent: { $guard }
check-places = Places: { $places }. Elsewhere: { $outside }
check-message = { $kind }; needs an answer: { $needs }; who should answer: { $department }; urgency: { $urgency }
check-reply = As an answer: { $kind }
check-line-unreadable = Line { $line } cannot be read and was left out: { $message }
check-line-doubt = Line { $line }: `{ $name }` is not known; read as if it were not given
check-line-encoding = not UTF-8
guard-arriving = it arrives from elsewhere
guard-courtesy = only common courtesy
guard-debunking = it debunks
guard-election = a statutory election
guard-fiction = it speaks of a film, a song or a programme
guard-moving = the account moves
guard-open-choice = an open choice, for nobody in particular
guard-organiser = the organiser's neutral rules
guard-other-duty = another duty is demanded
guard-other-prize = the prize is for something else
guard-other-sense = the word means something else
guard-others = it speaks of others
guard-own-service = it concerns the unit's own service
guard-procedure = a procedure needs it
guard-public-need = a public need (a missing person, blood, a closed road)
guard-relief = relief
guard-report = it reports the practice
guard-result = a result
guard-source-and-advice = a source is named, with advice of the own duty
guard-survey = a survey
guard-thanks = thanks
guard-voluntary = a voluntary tool
guard-warning = it warns of the practice
guard-negation = denied
guard-quotation = quoted
guard-title = a title
guard-organisational = an organisation's public contact
guard-carries-duty = it carries duty
guard-facts = the facts are complete
topics-followed = Works that carry a topic while it was trending: { $count }
match-verdict = { $verdict } (confidence { $confidence })
match-reused = Re-used footage
match-shared-segment = Only a short piece in common (intro, end card or template): no re-use
match-different = Nothing in common found
match-cannot-judge = Cannot be judged
match-edits = What was done: { $edits }
progress-footage = {"{spinner} {prefix} [{bar:24}] {pos}/{len}  {msg}"}
progress-footage-rate = { $hours } h of video/min
progress-comparing = comparing
match-page = The evidence is in { $path }.
fingerprint-summary = { $files } videos: { $read } read, { $known } known before, { $unreadable } unreadable; { $tied } belong to works; { $matches } new pairs share footage or sound. The lake is at version { $version }.
picture-text-summary = { $files } files share footage: the pictures of { $read } were read now, { $words } of them have words; { $unreadable } could not be read, { $missing } are not where they were. The lake is at version { $version }.
search-nothing = No known video has this footage.
reuse-nothing = No works share footage. Videos count once they are fingerprinted (mingjian fingerprint).
value-messages = private messages
value-notices = notices
value-between = counting across
value-as_of = monitoring point
value-deadlines = deadlines
value-next = next year
calendar-complete = Every year that is needed is there.
calendar-missing-from = Mind: the calendar has no year { $year }. Deadlines of inquiries made from { $first } on ({ $days } working days) reach into it, so the rules { $rules } can only say "cannot be judged"; { $inquiries } inquiries have no countable deadline already. Once the State Council's notice is out, use a program that has calendar/{ $year }.toml.
calendar-missing = Mind: the calendar has no year { $year }. The rules { $rules } can only say "cannot be judged" of inquiries whose deadline ({ $days } working days) falls into it; { $inquiries } inquiries have no countable deadline already. Use a program that has calendar/{ $year }.toml.
progress-features-looking = {"{spinner} looking for what is to be read again, {elapsed} so far"}
progress-features = {"{spinner} reading again [{bar:24}] {percent}%, {pos}/{len}, {eta} left"}
features-nothing = Nothing to read again: works, comments and names were all read by the present lexicon ({ $computed_by }). The lake version is still { $version }.
features-done = Read again by the present lexicon ({ $computed_by }). Read by another version before, or never: { $works } works, { $comments } comments, { $names } names; whole quarters are read, { $works_read } works and { $comments_read } comments in all. Lake version { $version }.
audit-read-by-others = Mind: { $works } works and { $comments } comments were read by another version of the lexicon (the present one is { $computed_by }), or never. They are judged all the same: every finding was read again with the present lists, but what the older ones overlooked does not show. Run mingjian features to read them again, then audit.
