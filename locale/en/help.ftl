# What `mingjian --help` says.

help-usage = Usage:{" "}
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-global = Options of every command
help-heading-examples = Examples:
help-choices = {" "}({ $choices })
help-default = {" "}(default: { $value })

help-mingjian = Mingjian: census and audit of government new-media accounts
help-mingjian-examples =
    {"  "}mingjian import --workspace county registry.xlsx collected/
    {"  "}mingjian audit --workspace county --as-of 2021-02-25 --profile national
    {"  "}mingjian findings --workspace county
help-global-workspace = Folder of the workspace; by default the current folder or the nearest workspace above it
help-global-format = Form of the output: table for people, json and csv for programs, xlsx for findings only
help-global-quiet = Say nothing but errors
help-global-lang = Language of words; by default the variable MINGJIAN_LANG, else Chinese
help-global-help = Show this help
help-global-version = Show the version

help-import = Import files: registries, collectors' exports, lists, hot boards … (creates a missing workspace)
help-import-examples =
    {"  "}mingjian import registry.xlsx collected/2021-02-25
    {"  "}mingjian import export.zip --observed 2021-02-25
help-import-paths = Files, folders or zip archives; several may be given
help-import-map = Column map for tables whose header is not recognised; remembered for the same header
help-import-propose-map = Print a column map for this table instead, with samples and how sure each column is; edit it and give it with --map
help-import-as-format = Do not detect; read as this format (see mingjian docs formats)
help-import-observed = The day the content was seen where the file does not say, for example 2021-02-25
help-import-no-raw = Do not keep the originals, only their hashes
help-import-jurisdiction = Division code the registry belongs to, to tell units of one name apart

help-quarantine = Show rows that could not be imported: in which file and row, why, what to do
help-quarantine-reason = Only this reason
help-quarantine-file = Only files whose path contains this text
help-quarantine-limit = At most so many rows

help-calendar = The calendar of working days, by which deadlines are counted
help-calendar-check = Which years the calendar has and from which notice, which year is missing, and what cannot be judged without it
help-calendar-check-examples =
    {"  "}mingjian calendar check --as-of 2026-12-31 --fail-on missing
help-calendar-check-as-of = The day it is judged on; today by default
help-calendar-check-profile = The profile that says how long an answer may take; the workspace's own by default
help-calendar-check-fail-on = End with 1 where a year that is needed is missing

help-lake = The lake: versions, files, upkeep
help-lake-log = List the versions: when, by whom, what was imported
help-lake-files = List the data files of a table
help-lake-files-table = Table, for example posts
help-lake-files-version = Version; the newest by default
help-lake-compact = Merge small files into large ones; the content stays the same
help-lake-vacuum = Remove files that no version uses; versions that audits rest on stay
help-lake-vacuum-grace = Keep files younger than so many hours
help-lake-vacuum-expire-days = Also forget versions older than so many days that no audit rests on

help-features = Read works, comments and names again that an older lexicon read (as a new version of the lake)

help-collections = Collections: what was looked for, until when, how completely (without a complete one, "no update" cannot be concluded)
help-collections-list = List collections
help-collections-list-account = Only this account: its id, or a part of its name
help-collections-list-kind = Only this kind
help-collections-list-limit = At most so many rows
help-collections-add = Add a person's statement: the content of an account was looked at until a day
help-collections-add-examples =
    {"  "}mingjian collections add --account 样例镇发布 --kind posts --to 2021-02-25 --state complete --because "went through the page by hand"
help-collections-add-account = Account: its id, or its exact name
help-collections-add-kind = What was looked at
help-collections-add-to = Until which day, inclusive
help-collections-add-from = From which day on; from the beginning where absent
help-collections-add-state = How complete
help-collections-add-because = Why it is believed: who looked, and how

help-census = Census: find accounts by keyword, place, level, platform, kind of unit, or count by these
help-census-examples =
    {"  "}mingjian census 镇人民政府 --region 临岚县
    {"  "}mingjian census --by platform,level
help-census-keyword = Text in the name or the unit's name; width, traditional characters, blanks and punctuation do not matter
help-census-region = Division: code or name, for example 980121 or 临岚县
help-census-level = Level: province, city, county, township, village …
help-census-platform = Platform: douyin, kuaishou, weibo …
help-census-unit-type = Kind of unit: public_security, education, publicity …
help-census-official = Only accounts an audit speaks about: filed, or official-looking
help-census-sort = What to sort by
help-census-desc = From the greatest down
help-census-page = Which page
help-census-page-size = Accounts on a page
help-census-by = Count by these instead of listing, separated by commas
help-census-as-of = As it was at the end of this day, for example 2021-02-25

help-rulebook = Rules: check, test, list, handbook
help-rulebook-check = Find mistakes in the rulebook's files
help-rulebook-check-folder = Folder of a rulebook; the built-in one by default
help-rulebook-test = Run the cases of the rules
help-rulebook-test-folder = Folder of a rulebook; the built-in one by default
help-rulebook-test-rule = Only the cases of these rules
help-rulebook-list = List the rules
help-rulebook-list-folder = Folder of a rulebook; the built-in one by default
help-rulebook-list-profile = Also show which rules this profile enables, with which parameters
help-rulebook-handbook = Print the handbook (Markdown)
help-rulebook-handbook-folder = Folder of a rulebook; the built-in one by default

help-audit = Audit: every rule over every account at the monitoring point; says first what was checked and what could not be
help-audit-examples =
    {"  "}mingjian audit --as-of 2021-02-25 --profile national
    {"  "}mingjian audit --shadow Z05 --since 2020Q3
help-audit-as-of = Monitoring point: the end of this day, for example 2021-02-25
help-audit-profile = Profile; by default the workspace's own, else national
help-audit-threads = Threads; results do not depend on it
help-audit-memory = Memory for the queries in MiB; beyond it they use the disk
help-audit-fail-on = End with 1 if there is a finding of at least this weight
help-audit-lake-version = Version of the lake; the newest by default
help-audit-rulebook = Folder of a rulebook; the built-in one by default
help-audit-shadow = No audit, only try one rule: what it would have found at the end of each past quarter
help-audit-since = From which quarter on, for example 2020Q3

help-findings = Show what an audit found (suspicions, to be confirmed by a person)
help-findings-examples =
    {"  "}mingjian findings --rule Z02
    {"  "}mingjian findings --format xlsx --output findings.xlsx
help-findings-rule = Only this rule
help-findings-account = Only this account: its id, or a part of its name
help-findings-platform = Only this platform
help-findings-audit = Which audit: its id or the beginning of it; latest is the last one made
help-findings-unjudged = Show what could not be judged instead
help-findings-output = Write into this file

help-check = Check a text before it is published: what it may break, the places it names, what a citizen asks
help-check-text = The text
help-check-title = Its title, where it has one
help-check-unit-type = What the unit is for: an id (traffic_police) or a Chinese name (交警)
help-check-home = The unit's area: a name (湖南省长沙市) or a division code
help-check-kind = Where it is to be published
help-check-profile = The profile whose list of wrong wording counts (wrong_words of C07); the workspace's own by default
help-check-rulebook = Folder of a rulebook; the built-in one by default
help-check-question = The citizen's question the text answers
help-check-jsonl = A file with one JSON object a line (id, text, title, unit_type, home, kind, question); - for standard input. One JSON object a line comes out; spans count characters

help-inquiries = What citizens ask, whom it concerns, and whether they were answered in time
help-inquiries-overdue = Only those that should have been answered and were not (where replies were not collected nobody is blamed)
help-inquiries-account = Only of this account: its id or a part of its name
help-inquiries-days = Working days for an answer
help-inquiries-as-of = The day it is judged on; today by default
help-inquiries-limit = At most so many rows
help-topics = What an account publishes about, and which trending topics it followed
help-topics-account = The account: its id or a part of its name
help-topics-since = From this day on; 90 days back by default
help-topics-as-of = Up to the end of this day; today by default
help-topics-trending-days = Days after which a topic no longer counts as trending
help-service-gap = What citizens of a place need and its units are for, against what its accounts offer online
help-service-gap-region = The place; the workspace's by default
help-service-gap-as-of = Up to the end of this day; today by default
help-service-gap-gaps = Only services nobody offers

help-match = Whether one video re-uses another, what was done to it, and where
help-match-a = One video
help-match-b = The other
help-match-threads = Threads of ffmpeg for each file
help-match-hardware = Hardware decoder of ffmpeg (vaapi, cuda …)

help-explain = Explain a finding: rule and law, values, in which file and row the evidence stood, the query that found it
help-explain-finding = Id of the finding, or its first characters
help-explain-audit = Which audit: its id or the beginning of it; latest is the last one made

help-sql = Ask in SQL (read-only)
help-sql-examples =
    {"  "}mingjian sql "SELECT platform, count(*) FROM accounts GROUP BY platform"
help-sql-query = One SELECT
help-sql-as-of = As it was at the end of this day, for example 2021-02-25
help-sql-version = Version of the lake; the newest by default
help-sql-functions = Print the page of functions (Markdown)
help-sql-tables = List tables and views with their columns

help-bench = Synthetic data for measuring
help-bench-generate = Write synthetic data of national size straight to the lake (all of it invented)
help-bench-generate-accounts = Accounts
help-bench-generate-posts = Works of all accounts together
help-bench-generate-seed = The same seed gives the same data
help-bench-generate-as-of = The day the data reach

help-docs = Print documents generated from the program itself (Markdown)
help-docs-cli = All commands
help-docs-formats = All import formats

help-import-list = do not import; list what was imported: id, time, files, rows
help-import-undo = do not import; take this import back (ids: --list); rows that other imports state too stay

help-detect = what files are taken for and why, what they fill and lack, which rules cannot be judged from them (nothing is imported)
help-detect-examples =
    {"  "}mingjian detect crawl/2021-02-25
help-detect-paths = files, folders or archives

help-trace = from a row to the file and line it came from, as it stood, and to every other file that states it
help-trace-examples =
    {"  "}mingjian trace posts:p0123456789abcdef0123
help-trace-row = the row as the evidence of findings names it, for example posts:p… or registry:r…

help-accounts = who is who: contradictions, merging accounts, taking a merge back
help-accounts-conflicts = list evidence that contradicts itself: one identifier on two accounts (never guessed, a person decides)
help-accounts-merge = two accounts are one; the older id stays, rows themselves are not changed
help-accounts-merge-examples =
    {"  "}mingjian accounts merge a0123456789abcdef a1123456789abcdef --because "confirmed by telephone"
help-accounts-merge-one = an account: its id or exact name
help-accounts-merge-other = the other account
help-accounts-merge-because = why: who checked, how
help-accounts-unmerge = take a merge back, whatever was imported since
help-accounts-unmerge-account = id of the account that was merged into the other (the merge showed it)
help-accounts-unmerge-because = why

help-registry = the registry as filed
help-registry-diff = what changed between two days: accounts added, gone, filed differently
help-registry-diff-from = the earlier day; by default the filing before the later day
help-registry-diff-to = the later day; by default the latest filing
help-registry-diff-version = version of the data; the newest by default

help-quarantine-export = write a table (.xlsx or .csv) to mend rows in: reason, place and the original columns
help-quarantine-export-table = the file to write; it holds the originals unmasked and is readable by its owner alone
help-quarantine-retry = import the mended table; what goes in leaves the quarantine, the rest gets its new reason
help-quarantine-retry-table = the mended table (the one that was exported)
help-match-page = Write the evidence as an HTML page to this file: pictures side by side, sounds, stretches
help-match-ffmpeg = The ffmpeg program
help-fingerprint = Read videos, keep what they look and sound like, and compare them with all others
help-fingerprint-paths = Videos and folders; without any, the files that collectors' manifests name
help-fingerprint-tier = How thoroughly: dense for comparing (pictures and sound), key for looking up (key frames only, quick)
help-fingerprint-jobs = Files read at once; as many as there are processors by default
help-fingerprint-again = Also read files that are known or could not be read before
help-fingerprint-part = Write to the lake after so many files read (200 by default, more where many are known); a stopped run goes on from there
help-fingerprint-threads = Threads of ffmpeg for each file
help-fingerprint-hardware = Hardware decoder of ffmpeg (vaapi, cuda …)
help-fingerprint-ffmpeg = The ffmpeg program
help-picture-text = Read the words in pictures of works that share footage (a source may be named there), with the program tesseract
help-picture-text-again = Also read files whose words were read before or could not be
help-picture-text-jobs = Files read at once; as many as there are processors by default
help-picture-text-tesseract = The program tesseract with its data for Chinese (apt install tesseract-ocr tesseract-ocr-chi-sim)
help-picture-text-threads = Threads of ffmpeg for each file
help-picture-text-hardware = Hardware decoder of ffmpeg (vaapi, cuda …)
help-picture-text-ffmpeg = The ffmpeg program
help-search = Which works have the footage of a clip
help-search-clip = The clip
help-search-threads = Threads of ffmpeg
help-search-hardware = Hardware decoder of ffmpeg (vaapi, cuda …)
help-search-ffmpeg = The ffmpeg program
help-reuse = Works that share footage, in groups, the earliest first
help-reuse-as-of = Works published up to the end of this day; today by default
help-reuse-account = Only groups with works of this account: its id or a part of its name
help-reuse-limit = At most so many rows
help-explain-page = For a finding about footage: write the evidence as an HTML page to this file
