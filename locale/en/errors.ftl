# What is said when something does not work: what happened, where, what to do next.

error = error: { $text }
error-detail = {" "}(detail: { $detail })
error-unexpected = Not done, for an unexpected reason. Please report the detail.
error-panic = The program failed inside and did not finish ({ $place }: { $reason }). This is a defect of the program, not of the data; please report this paragraph.
error-output = The result could not be written. Check the disk and where the output goes, then try again.

error-unknown-argument = There is no option { $argument }.{" "}
error-unknown-command = There is no command { $command }.{" "}
error-missing-command = Say what to do.{" "}
error-missing-argument = { $argument } is missing.{" "}
error-missing-value = { $argument } needs a value.{" "}
error-wrong-value = { $argument } cannot be `{ $value }`.{" "}
error-conflict = { $argument } and { $other } cannot be used together.{" "}
error-wrong-use = The command is not well-formed: { $detail }.{" "}
error-choices = It can be: { $choices }.{" "}
error-did-you-mean = Did you mean { $names }?{" "}
error-see-help = See mingjian --help, or add --help to a command.
error-hint-date = Write a day like 2021-02-25.{" "}
error-hint-quarter = Write a quarter like 2020Q3.{" "}
error-hint-number = A number in the allowed range belongs here.{" "}

error-no-workspace = There is no workspace in the current folder or above it. Go to one, or name it with --workspace; mingjian import creates one.
error-not-a-workspace = { $folder } is not a workspace (no mingjian.toml). Check --workspace; to create one, use mingjian import --workspace { $folder } FILE.
error-newer-workspace = The workspace { $folder } was made by a newer program (format { $found }, this program knows { $known }). Use a newer mingjian; nothing was changed.
error-config = { $path } is not right; correct it and try again.
error-key = { $path } does not hold a key. Restore it from a backup: without it citizens' accounts no longer join.
error-empty-workspace = This workspace holds no data yet. Import files first with mingjian import.
error-newer-lake = The data were written by a newer program. Use a newer mingjian; nothing was changed.
error-no-such-version = There is no version { $version }; there are { $oldest } to { $latest }. See mingjian lake log.
error-busy = Another program is writing and did not finish in time. Nothing was changed; try again later.
error-overtaken = Another import was faster. This one wrote nothing; import again.
error-damaged = The catalogue of the data is damaged; restore it from a backup.
error-data-file = A data file could not be read or written. Check the disk; if the file is damaged or lost, restore it from a backup.
error-lake = The data could not be read or written.
error-no-permission = { $place } cannot be written (read-only or no permission). Allow writing, or use another workspace; nothing was changed.
error-disk-full = The disk is full: { $place } could not be written. Free some space and try again; existing data were not changed.
error-io = { $path } could not be read or written.
error-no-such-file = There is no file or folder { $path }. Check the path; nothing was done.
error-no-such-folder = { $path } is not a folder. Check the path.

error-sql = This query cannot be run. See mingjian sql --tables for tables and columns, mingjian sql --functions for functions; only reading is possible.
error-sql-syntax = This query is not well-formed.
error-unknown-param = ${ $name } of the query has no value here. Known are: { $known }.
error-memory = The query needs more than { $limit } MiB of memory. Give it more with --memory, or ask for less.
error-query = The query did not finish.

error-archive = The archive { $path } cannot be imported.
error-unknown-format = There is no format `{ $name }`. There are: { $known }.
error-map = The column map { $path } cannot be used; correct it and try again.
error-import = The import did not finish; nothing was written.
error-unknown-reason = There is no reason `{ $name }`. There are: { $known }.
error-unknown-table = There is no table `{ $name }`. Did you mean: { $known }?

error-rulebook = The rulebook has { $count } mistake(s) and cannot be used. See mingjian rulebook check.
error-rule-file-too-large = { $path } is too large to be a file of a rulebook.
error-unknown-profile = There is no profile `{ $name }`. Did you mean: { $known }?
error-unknown-rule = There is no rule `{ $name }`. Did you mean: { $known }?
error-audit = The audit did not finish.
error-as-of-missing = Name the monitoring point with --as-of, for example --as-of 2021-02-25.
error-since-after = --since { $since } lies after the monitoring point { $as_of }; there is no quarter to try.
error-since-too-early = --since { $since } is too early; at most 200 quarters can be tried.
error-audit-differs = { $path } differs from the same audit as just computed: the file was changed, or the program has a defect. Keep the files and report it.
error-audit-damaged = { $path } cannot be read; it may have been changed. Remove the folder of this audit and audit again.
error-no-audit = No audit was made in this workspace yet. Run mingjian audit --as-of DATE first.
error-unknown-audit = There is no audit `{ $id }`. There are: { $known }.
error-ambiguous-audit = More than one audit begins with `{ $id }`: { $known }. Write more of it.
error-unknown-finding = No finding of audit { $audit } begins with `{ $id }`. mingjian findings shows the ids.
error-ambiguous-finding = More than one finding begins with `{ $id }`: { $known }. Write more of it.
error-xlsx-for-findings = Only findings can be written as xlsx; use table, json or csv here.
error-xlsx-needs-file = A workbook cannot be shown on a screen. Write it into a file with --output FILE.xlsx.

error-keyword-empty = The keyword has no text to look for (blanks or punctuation only).
error-unknown-region = There is no place `{ $name }`. Write a division code (for example 980121) or a full name (for example 临岚县).
error-ambiguous-region = More than one place is called `{ $name }`: { $known }. Write the code.
error-unknown-level = There is no level `{ $name }`. It can be: { $known }.
error-unknown-platform = There is no platform `{ $name }`. It can be: { $known }.
error-unknown-unit-type = There is no kind of unit `{ $name }`. It can be: { $known }.

error-from-after-to = --from lies after --to; correct it.
error-to-in-future = --to { $to } has not come yet; nobody can have looked.
error-because-empty = --because must say who looked, and how.
error-unknown-account = There is no account `{ $name }`. Find its id or exact name with mingjian census.
error-ambiguous-account = More than one account is called `{ $name }`: { $known }. Write the id.

error-unknown-import = No single import begins with “{ $name }”. The latest: { $known }. All: mingjian import --list.
error-cannot-undo = Import { $import } cannot be taken back: these files were imported later by an older program and do not say which rows they state too, so rows would be lost silently: { $files }. Take those imports back first, then this one, and import their originals again (they are in lake/raw of the workspace). Nothing was changed.
error-merge = These accounts cannot be treated so.
error-trace = There is no such row. Write it as the evidence of findings names it, for example posts:p… or registry:r….
error-mended = The table { $path } cannot be used. Mend the one that mingjian quarantine export wrote.
error-mend-ending = { $path } must end in .xlsx or .csv.
error-accounting = The program went wrong: { $read } records of { $path } were read, { $counted } accounted for. Nothing was written. This is a defect of the program, not of the data; please tell the maintainers the file's format.
error-interrupted = Interrupted. Nothing was written; the data are at the version they were.
error-interrupted-parts = Interrupted. What was written so far stays; run the command again to go on from there.
error-video = { $path } cannot be judged.
error-no-footage = Finding { $id } does not speak of footage, so there is no page of pictures.
error-footage-files = The videos of this finding are no longer where they were: { $paths }. Put them back to see them.
error-features-interrupted = Reading again was interrupted; nothing was changed. Run mingjian features once more.
