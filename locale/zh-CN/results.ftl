# What results say.

yes = 是
no = 否
unknown = 未知
nothing = （没有）
place-row = 第{ $row }行
place-column = “{ $column }”列
from-the-beginning = 从头
all-platforms = 合计
all-rules = 合计

progress-import = {"{spinner} {prefix} [{bar:24}] {percent}%，还要 {eta}  {msg}"}
progress-storing = 正在写入
progress-rate = { $rows } 行（每秒 { $rate } 行）
progress-generate = {"{spinner} 正在生成，已用 {elapsed}"}
progress-audit = {"{spinner} 正在检查，已用 {elapsed}"}
progress-compact = {"{spinner} 正在合并，已用 {elapsed}"}

import-summary = 导入完成：读入 { $read } 行，新增 { $new } 行，已有 { $known } 行，隔离 { $quarantined } 行。数据版本 { $version }。
import-reasons = 隔离的行没有丢，原因最多的是：
import-reason = {"  "}{ $reason }：{ $rows } 行
import-see-quarantine = 查看这些行：mingjian quarantine
import-unreadable = 有 { $count } 个文件没有读成：
import-unreadable-file = {"  "}{ $path }：{ $message }
import-noted = 这些文件读成了，但要留意：
import-empty-file = 文件是空的，请重新导出
import-wrong-encoding = 文字编码认不出（不是 UTF-8、GB18030 或 UTF-16），请另存为 UTF-8
import-next = 接下来：mingjian audit --as-of 日期
import-created = 已新建工作区 { $folder }。
import-unrecognised = 认不出格式

reason-bad_json = 不是正确的 JSON
reason-not_an_object = 不是 JSON 对象
reason-torn_row = 行不完整，或列数与表头不符
reason-repeated_header = 数据中间的重复表头
reason-bad_encoding = 文字编码不对
reason-too_long = 一行太长
reason-missing_id = 没有编号
reason-missing_name = 没有账号名称
reason-unknown_platform = 平台认不出
reason-nothing_usable = 没有可用的内容

quarantine-more = 共 { $total } 行，只显示 { $shown } 行；要看更多用 --limit。
collections-more = 只显示 { $limit } 行；要看更多用 --limit。
collections-added = 已记下：{ $account } 的{ $kind }看到 { $to }。数据版本 { $version }。
collections-known = 这条声明早已记下（{ $account }，{ $kind }，{ $to }）。数据版本仍是 { $version }。
lake-compacted = { $before } 个文件合并成 { $after } 个。数据版本 { $version }。
lake-compact-nothing = 不需要合并。数据版本 { $version }。
lake-vacuumed = 删除 { $files } 个无用文件（{ $mib } MiB），暂留 { $kept } 个；忘掉 { $versions } 个旧版本，另有 { $pinned } 个因检查引用而保留。
sql-more = 只显示前 { $rows } 行；要全部请用 --format csv 或 json。
census-pages = 共 { $total } 个账号，第 { $page } 页，共 { $pages } 页。
census-total = 共 { $total } 个账号。
bench-generated = 已生成 { $accounts } 个账号、{ $posts } 件作品。数据版本 { $version }。

state-draft = 草稿
state-shadow = 试运行
state-live = 生效
state-retired = 停用
class-shadow = { $class }（试运行）
rulebook-good = 规则没有错误：{ $rules } 条规则，{ $profiles } 个方案。
rulebook-bad = 规则有 { $count } 处错误。
rulebook-cases = { $held } 个用例通过，{ $failed } 个不通过。
rulebook-profiles = 检查方案：{ $names }。看某个方案的参数：mingjian rulebook list --profile 名称

audit-head = 检查：监测时间点 { $as_of }（当天结束时），方案 { $profile }（{ $title }），数据版本 { $version }
audit-coverage = 一、覆盖：查到多少账号，哪些查不了
audit-other-accounts = 另有 { $count } 个账号既没有备案，名称和认证也不像政务账号，不在检查之列。
audit-nothing-missing = 没有查不了的项目。
audit-missing = 查不了的项目（证据不足，不等于没有问题）：
audit-advice = 注意：有 { $unreached } 个账号因为作品只采集到监测时间点之前而没法判断。采集能支持的监测时间点是 { $as_of }（{ $accounts } 个账号），可用 --as-of { $as_of }；或补充采集后重新导入。
audit-findings = 二、问题线索（都是疑似，要由人认定）
audit-no-veto = 三、没有账号适用单项否决规则，不算合格率。
audit-pass-rates = 三、合格率（初步：问题线索尚未经人认定）
audit-pass-rates-note = 合格率只算已判断的账号；未判断的另列，旁边是它们全不合格、全合格时的合格率。
audit-changes = 四、与上次检查相比（{ $audit }，监测时间点 { $as_of }）
audit-no-earlier = 四、同一方案没有更早的检查可比。
audit-known = 这次检查以前做过，结果逐字节相同。
audit-late-registry = 注意：数据里有 { $lines } 行备案台账，但日期都在监测时间点 { $as_of } 之后，没有算作已备案。台账自己没写日期时，导入要用 --observed 写明是哪一天的。
audit-next = 结果存放在 { $folder }。接下来：mingjian findings 查看线索，mingjian explain 编号 看某一条的依据。
shadow-head = 试运行：{ $rule } { $title }，方案 { $profile }
shadow-note = 这是试算，没有存入检查结果。要看每条线索，加 --format json。

findings-total = 共 { $count } 条问题线索，都是疑似，要由人认定（检查 { $audit }）。看某一条的依据：mingjian explain 编号
unjudged-total = 共 { $count } 项证据不足（检查 { $audit }）。
findings-written = 已写入 { $path }
subject-only = （{ $subject }）
sheet-findings = 问题线索
sheet-unjudged = 证据不足

explain-head = 问题线索 { $id }（疑似，待人认定）
explain-rule = 规则：{ $rule } { $title }（{ $class }）
explain-subject = { $subject }：{ $name } { $platform } { $id }
explain-wording = 说明：{ $text }
explain-value = 测得：{ $value }
explain-threshold = 限值：{ $value }
explain-first-seen = 起于：{ $day }
explain-audit = 检查：{ $audit }
explain-basis = 依据条款
explain-unchecked = （原文未核对）
explain-rule-changed = 注意：规则在那次检查之后改过，以下是现在的样子。
explain-rule-gone = 规则 { $rule } 已不在规则库中。
explain-evidence = 证据（{ $count } 行）
explain-origin = 出处：{ $place }
explain-derived = 出处：由程序推算
explain-statement = 出处：人工声明
explain-row-gone = 这一行已不在数据里。
explain-hash = 内容校验值：{ $hash }
explain-query = 找到它的查询与参数

functions-head =
    # SQL 函数

    由 `mingjian sql --functions` 生成，请勿手改。
docs-cli-head =
    # 命令行

    由 `mingjian docs cli` 生成，请勿手改。

    结束码：0 完成 · 1 完成，且出现了 --fail-on 指定的情况（某种性质的问题线索、工作日历缺少年份） · 2 用法不对 · 3 部分输入读不了 · 4 没有完成。数据写到标准输出，说明写到标准错误；JSON 字段与数据列同名。
docs-formats-head =
    # 导入格式

    由 `mingjian docs formats` 生成，请勿手改。
docs-formats-fills = 写入
docs-formats-proves = 能证明
docs-formats-lacks = 没有

# Values of closed lists in the evidence of a finding.
value-complete = 完整
value-partial = 部分
value-failed = 失败
value-profile = 主页
value-posts = 作品
value-comments = 评论
value-replies = 回复
value-video = 视频
value-images = 图文
value-text = 文字
value-article = 文章
value-live = 直播
value-normal = 正常
value-closing = 拟关停
value-closed = 已关停
value-cancelled = 已注销
value-migrated = 已迁移
value-banned = 已封禁
value-private = 已设为私密
value-visible = 可见
value-gone = 已删除或不可见
value-zombie = 僵尸账号名单
value-inspection = 检查情况表
value-matrix = 矩阵账号名单
value-source_unit = 稿源单位名单
value-government = 政务
value-media = 媒体
value-enterprise = 企业
value-organisation = 机构
value-person = 个人
value-none = 未认证

# What to do about a row in quarantine.
advice-bad_json = 这一行读不懂，重新导出该文件后再导入
advice-not_an_object = 这一行不是一条记录，重新导出该文件后再导入
advice-torn_row = 采集多半中途停过，重新采集或导出后再导入
advice-repeated_header = 是混在数据里的表头，不必处理
advice-bad_encoding = 把文件另存为 UTF-8 后再导入
advice-too_long = 一条记录不该这么长，检查该文件是否损坏
advice-missing_id = 没有编号就无法归到账号或作品，补上后再导入
advice-missing_name = 在台账里补上账号名称后再导入
advice-unknown_platform = 在台账里写明平台（如 抖音、快手、微博）后再导入
advice-nothing_usable = 没有可用的内容，核对这一行

import-undecided = 既像“{ $one }”又像“{ $other }”，程序不猜，没有读。请用 --as { $one } 或 --as { $other } 指明
import-changed = 读的时候文件被改动过。请等写它的程序结束后再导入
import-undone = 已撤回导入 { $import }（{ $files } 个文件）。数据版本 { $version }；以前的版本不变，这些文件可以再次导入。
import-undone-kept = 其中 { $rows } 行因为其他导入也写到而留下，出处已改为那些文件；作品和评论的文字仍是最初看到的。

detect-format = 格式：{ $format }，把握 { $confidence }
detect-mapped = 格式：{ $format }，用记住的列对照表
detect-none = 不能确定格式：{ $message }
detect-seen = 看到：{ $container }；{ $seen }
detect-others = 也像：{ $formats }
detect-sample = 试读 { $records } 行，其中 { $bad } 行会被隔离
detect-fills = 会填：{ $fields }
detect-lacks = 没有：{ $fields }
detect-proves = 能证明采集完整的：{ $kinds }
detect-proves-nothing = 无
detect-rules = 只靠这个文件判不了的规则：
detect-rule = {"  "}{ $rule }：缺 { $needs }
detect-need-collection = { $kind }的完整采集
detect-message = 留意：{ $message }

trace-head = { $table } { $key }
trace-sources = 写到它的地方（{ $count } 处）：
trace-file = {"  "}{ $path } { $place }
trace-import = {"    "}导入 { $import }，{ $at }；SHA-256 { $hash }
trace-person = {"  "}人工声明（{ $source }）
trace-gone = 原件不在了：没有保留原件，原来位置上的文件也已不在或有改动
trace-whole-file = 这一行由整个文件得出
trace-not-found = 原件还在，但在里面没有找到这个位置
trace-no-column = （多出的一格）
trace-unmasked = 注意：上面的原文没有脱敏，只供核对，不要外传。

accounts-conflict =
    { $platform }{ $kind } { $value }
    {"  "}先见于 { $one }（{ $one_name }）：{ $one_place }
    {"  "}又见于 { $other }（{ $other_name }）：{ $other_place }
accounts-conflicts = 共 { $count } 处矛盾。是同一个账号：mingjian accounts merge 编号 编号 --because 依据；不是：请改正来源后重新导入。
accounts-merged = 已合并：{ $other } 并入 { $account }。数据版本 { $version }。撤销：mingjian accounts unmerge { $other } --because 依据
accounts-unmerged = 已撤销合并：{ $other } 不再并入 { $account }。数据版本 { $version }。

alias-uid = 平台编号
alias-sec_uid = sec_uid
alias-short_id = 短号
alias-unique_id = 账号ID
alias-url = 主页链接
alias-creator_hash = 编号散列
alias-name = 名称

registry-added = 新增
registry-gone = 不再列入
registry-changed = 改动
registry-diff = { $from } 到 { $to }：新增 { $added } 个账号，不再列入 { $gone } 个，改动 { $changed } 处。

quarantine-page = 隔离行
quarantine-extra-column = 第{ $place }格
quarantine-exported = 已把 { $rows } 行写进 { $path }。改正后：mingjian quarantine retry { $path }
quarantine-unmasked = 注意：表里是未脱敏的原文，用完请删除，不要外传。
quarantine-masked = 有 { $rows } 行的原件不在了，只有脱敏后的文字。
quarantine-retried = 读入 { $read } 行：新增 { $new } 行，已有 { $known } 行，仍隔离 { $still } 行。数据版本 { $version }。
quarantine-unknown = 有 { $rows } 行已不在隔离区（可能早已导入），没有理会。

check-nothing = 没有发现不宜发布之处。
check-guard = { $rule } 没有提示，因为：{ $guard }
check-places = 提到的地方：{ $places }。是否外地：{ $outside }
check-message = { $kind }；需要答复：{ $needs }；应由谁答复：{ $department }；紧急程度：{ $urgency }
check-reply = 作为答复：{ $kind }
check-line-unreadable = 第 { $line } 行读不了，已略过：{ $message }
check-line-doubt = 第 { $line } 行：不认识“{ $name }”，按没有写处理
check-line-encoding = 不是 UTF-8 编码
guard-arriving = 正从外地影响本地
guard-courtesy = 只是一般礼貌用语
guard-debunking = 在辟谣
guard-election = 依法选举
guard-fiction = 说的是作品、节目
guard-moving = 账号迁移告知
guard-open-choice = 请大家自由选择，不为谁拉票
guard-organiser = 主办方的规则说明
guard-other-duty = 说的是别的工作要求
guard-other-prize = 奖励与关注点赞无关
guard-other-sense = 词是别的意思
guard-others = 说的是别人
guard-own-service = 影响本单位的服务
guard-procedure = 办事流程需要
guard-public-need = 公共需要（寻人、献血、封路等）
guard-relief = 救助、支援
guard-report = 在通报、报道此事
guard-result = 公布结果
guard-source-and-advice = 有来源，并给出本职提醒
guard-survey = 意见征集、问卷
guard-thanks = 在致谢
guard-voluntary = 自愿使用的工具
guard-warning = 在提醒、警示此类做法
guard-negation = 是否定说法
guard-quotation = 是引用
guard-title = 是法律、影视、歌曲名
guard-organisational = 是单位公开的电话、信息
guard-carries-duty = 内容是本职工作
guard-facts = 事实完整，有具体时间地点
topics-followed = 在话题上榜期间发布、涉及该话题的作品：{ $count } 条
match-verdict = { $verdict }（把握 { $confidence }）
match-reused = 同源画面
match-shared-segment = 只有一小段相同（片头、片尾或模板），不算搬用
match-different = 没有发现相同之处
match-cannot-judge = 证据不足，不能判断
match-edits = 改动：{ $edits }
progress-footage = {"{spinner} {prefix} [{bar:24}] {pos}/{len}  {msg}"}
progress-footage-rate = 每分钟 { $hours } 小时视频
progress-comparing = 正在比对
match-page = 证据页已写到 { $path }。
fingerprint-summary = 共 { $files } 个视频：新读 { $read } 个，已有 { $known } 个，打不开 { $unreadable } 个；其中 { $tied } 个对应到作品；新发现 { $matches } 对画面或声音相同。数据版本 { $version }。
picture-text-summary = 画面相同的文件共 { $files } 个：这次识别了 { $read } 个，其中 { $words } 个有文字；{ $unreadable } 个读不出，{ $missing } 个不在原处。数据版本 { $version }。
search-nothing = 已有的视频里没有这段画面。
reuse-nothing = 没有画面相同的作品。视频要先生成指纹（mingjian fingerprint）才能比对。
value-messages = 私信
value-notices = 公告
value-between = 跨年计算
value-as_of = 监测时间点
value-deadlines = 答复期限
value-next = 下一年
calendar-complete = 需要的年份都有。
calendar-missing-from = 注意：工作日历没有 { $year } 年。{ $first } 起提出的诉求，答复期限（{ $days } 个工作日）会落到那一年，规则 { $rules } 只能答“证据不足”；已有 { $inquiries } 条诉求算不了期限。国务院办公厅的放假通知发布后，请换用收进 calendar/{ $year }.toml 的新版程序。
calendar-missing = 注意：工作日历没有 { $year } 年。答复期限（{ $days } 个工作日）落到那一年的诉求，规则 { $rules } 只能答“证据不足”；已有 { $inquiries } 条诉求算不了期限。请换用收进 calendar/{ $year }.toml 的程序。
progress-features-looking = {"{spinner} 正在查看哪些要重读，已用 {elapsed}"}
progress-features = {"{spinner} 正在重读 [{bar:24}] {percent}%，{pos}/{len}，还要 {eta}"}
features-nothing = 没有要重读的：作品、评论和账号名称都由现在的词表（{ $computed_by }）读过。数据版本仍是 { $version }。
features-done = 已由现在的词表（{ $computed_by }）重读。原来由别的版本读过或没有读过的：作品 { $works } 件，评论 { $comments } 条，账号名称 { $names } 个；按季度整批重读，共读作品 { $works_read } 件、评论 { $comments_read } 条。数据版本 { $version }。
audit-read-by-others = 注意：有 { $works } 件作品、{ $comments } 条评论由别的版本的词表读过（现在是 { $computed_by }），或还没有读过。它们照样检查：线索都按现在的词表重新核对过，但旧词表漏看的不会出现。要补上，先运行 mingjian features 重读，再检查。
