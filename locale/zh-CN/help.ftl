# What `mingjian --help` says.

help-usage = 用法：
help-heading-commands = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-heading-global = 通用选项
help-heading-examples = 例子：
help-choices = （可选：{ $choices }）
help-default = （默认：{ $value }）

help-mingjian = 明鉴：政务新媒体账号普查与检查
help-mingjian-examples =
    {"  "}mingjian import --workspace 工作区 台账.xlsx 采集/
    {"  "}mingjian audit --workspace 工作区 --as-of 2021-02-25 --profile national
    {"  "}mingjian findings --workspace 工作区
help-global-workspace = 工作区文件夹；不写时用当前文件夹或其上级中最近的工作区
help-global-format = 输出形式：table 给人看，json、csv 给程序用，xlsx 只用于 findings
help-global-quiet = 除出错外不说话
help-global-lang = 文字用中文还是英文；不写时看环境变量 MINGJIAN_LANG，再不然用中文
help-global-help = 显示说明
help-global-version = 显示版本

help-import = 导入文件：备案台账、采集导出、名单、热榜……（工作区不存在时新建）
help-import-examples =
    {"  "}mingjian import 台账.xlsx 采集/2021-02-25
    {"  "}mingjian import 导出.zip --observed 2021-02-25
help-import-paths = 文件、文件夹或 zip 压缩包，可写多个
help-import-map = 列对照表，用于认不出表头的表格；记住后同样的表头不必再给
help-import-propose-map = 不导入，只为这个表格拟一份列对照表（附样例和把握程度），改好后用 --map 导入
help-import-as-format = 不自动识别，按这种格式读；格式见 mingjian docs formats
help-import-observed = 文件自己没写日期时，内容是哪一天看到的，如 2021-02-25
help-import-no-raw = 不保留原件，只记其校验值
help-import-jurisdiction = 台账属于哪个行政区划（代码），用于区分同名单位

help-quarantine = 查看没能导入的行：在哪个文件第几行、为什么、怎么办
help-quarantine-reason = 只看这种原因
help-quarantine-file = 只看路径中含这段文字的文件
help-quarantine-limit = 最多显示多少行

help-calendar = 工作日历：调休、放假，供计算答复期限
help-calendar-check = 检查工作日历：有哪些年份、出自哪份通知，还缺哪一年，缺了什么判不了
help-calendar-check-examples =
    {"  "}mingjian calendar check --as-of 2026-12-31 --fail-on missing
help-calendar-check-as-of = 按哪一天检查；不写时为今天
help-calendar-check-profile = 按哪个检查方案的答复期限；不写时用工作区设定的
help-calendar-check-fail-on = 缺少需要的年份时以 1 结束

help-lake = 数据湖：版本、文件与维护
help-lake-log = 列出各个版本：何时、何人、导入了什么
help-lake-files = 列出一张表的数据文件
help-lake-files-table = 表名，如 posts
help-lake-files-version = 版本号；不写时用最新版本
help-lake-compact = 把小文件合并成大文件；内容不变
help-lake-vacuum = 删除任何版本都不再用到的文件；检查用过的版本不会被删
help-lake-vacuum-grace = 这么多小时以内写入的文件不删
help-lake-vacuum-expire-days = 同时忘掉早于这么多天、没有检查引用的旧版本

help-features = 词表更新后，把旧词表读过的作品、评论、账号名称重读一遍（生成新的数据版本）

help-collections = 采集范围：采集过什么、到哪天、是否完整（没有完整采集就不能断定“没有更新”）
help-collections-list = 列出采集范围
help-collections-list-account = 只看这个账号：编号，或名称中的一段
help-collections-list-kind = 只看这一类
help-collections-list-limit = 最多显示多少行
help-collections-add = 补充一条人工声明：某账号的内容已查看到哪一天
help-collections-add-examples =
    {"  "}mingjian collections add --account 样例镇发布 --kind posts --to 2021-02-25 --state complete --because "李某逐条翻看主页核对"
help-collections-add-account = 账号：编号，或准确的名称
help-collections-add-kind = 查看的是什么：profile 主页、posts 作品、comments 评论、replies 回复
help-collections-add-to = 看到哪一天（含当天）
help-collections-add-from = 从哪一天看起；不写表示从头看起
help-collections-add-state = 是否完整：complete 完整、partial 部分、failed 失败
help-collections-add-because = 依据：谁、怎么看的

help-census = 普查：按关键词、地区、层级、平台、单位类型查账号，或按这些分类计数
help-census-examples =
    {"  "}mingjian census 镇人民政府 --region 临岚县
    {"  "}mingjian census --by platform,level
help-census-keyword = 名称或单位名称中的文字；全角半角、繁体简体、空格标点都不计较
help-census-region = 行政区划：代码或名称，如 980121 或 临岚县
help-census-level = 层级：省、市、县、乡镇、村……
help-census-platform = 平台：抖音、快手、微博……
help-census-unit-type = 单位类型：公安、教育、融媒……
help-census-official = 只看检查所涉及的账号：已备案的，或名称像政务账号的
help-census-sort = 按什么排序
help-census-desc = 从大到小
help-census-page = 第几页
help-census-page-size = 每页多少个账号
help-census-by = 不列账号，按这些分类计数，逗号分隔
help-census-as-of = 看这一天结束时的情况，如 2021-02-25

help-rulebook = 规则：检查、列出、手册
help-rulebook-check = 检查规则文件有没有错
help-rulebook-check-folder = 规则文件夹；不写时用程序自带的规则
help-rulebook-test = 运行规则的用例
help-rulebook-test-folder = 规则文件夹；不写时用程序自带的规则
help-rulebook-test-rule = 只运行这些规则的用例
help-rulebook-list = 列出规则
help-rulebook-list-folder = 规则文件夹；不写时用程序自带的规则
help-rulebook-list-profile = 同时显示这个方案下各规则是否启用、参数是多少
help-rulebook-handbook = 打印规则手册（Markdown）
help-rulebook-handbook-folder = 规则文件夹；不写时用程序自带的规则

help-audit = 检查：在监测时间点上逐条规则检查全部账号，先说清查了多少、哪些查不了
help-audit-examples =
    {"  "}mingjian audit --as-of 2021-02-25 --profile national
    {"  "}mingjian audit --shadow Z05 --since 2020Q3
help-audit-as-of = 监测时间点：这一天结束时，如 2021-02-25
help-audit-profile = 检查方案；不写时用工作区自己的，再不然用 national
help-audit-threads = 线程数；结果与它无关
help-audit-memory = 查询可用的内存（MiB），不够时借用硬盘
help-audit-fail-on = 有这一性质或更重的问题线索时，程序以 1 结束
help-audit-lake-version = 数据版本；不写时用最新版本
help-audit-rulebook = 规则文件夹；不写时用程序自带的规则
help-audit-shadow = 不做检查，只试一条规则：它在过去每个季度末会发现多少
help-audit-since = 从哪个季度试起，如 2020Q3

help-findings = 查看检查发现的问题线索（都是疑似，要由人认定）
help-findings-examples =
    {"  "}mingjian findings --rule Z02
    {"  "}mingjian findings --format xlsx --output 线索.xlsx
help-findings-rule = 只看这条规则
help-findings-account = 只看这个账号：编号，或名称中的一段
help-findings-platform = 只看这个平台
help-findings-audit = 哪一次检查：编号或编号开头；latest 是最近一次
help-findings-unjudged = 改看证据不足、没能判断的
help-findings-output = 写进这个文件

help-check = 发布前检查一段文字：可能违反哪些规则、提到哪些地方、群众在问什么
help-check-text = 文字内容
help-check-title = 标题（有单独标题时）
help-check-unit-type = 单位类型：代号（traffic_police）或中文（交警）
help-check-home = 单位所在地区：名称（湖南省长沙市）或行政区划代码
help-check-kind = 发布在哪里
help-check-profile = 用哪个检查方案的错词表（C07 的 wrong_words）；不写时用工作区设定的
help-check-rulebook = 规则文件夹；不写时用程序自带的规则
help-check-question = 这段文字所答复的群众提问
help-check-jsonl = 每行一个JSON对象的文件（id、text、title、unit_type、home、kind、question），写 - 表示标准输入；逐行输出一个JSON对象，位置按字符计

help-inquiries = 群众在问什么、该谁答、是否按时答了
help-inquiries-overdue = 只列超期未答的（没有采集回复的不算未答）
help-inquiries-account = 只看这个账号：账号编号或名称的一部分
help-inquiries-days = 答复时限（工作日）
help-inquiries-as-of = 按哪一天判断；不写时为今天
help-inquiries-limit = 最多列多少行
help-topics = 账号都发些什么，跟了哪些热搜
help-topics-account = 账号编号或名称的一部分
help-topics-since = 从哪一天起；不写时为90天前
help-topics-as-of = 到哪一天为止；不写时为今天
help-topics-trending-days = 上榜几天之内算热点
help-service-gap = 一个地方群众要办什么、单位该管什么，与账号在网上提供了什么相比，缺什么
help-service-gap-region = 地区；不写时为工作目录的辖区
help-service-gap-as-of = 到哪一天为止；不写时为今天
help-service-gap-gaps = 只列没有人提供的服务

help-match = 比对两个视频：是否用了同一画面或声音，改动了什么，在哪一段
help-match-a = 一个视频
help-match-b = 另一个视频
help-match-threads = 每个文件用几个解码线程
help-match-hardware = ffmpeg 的硬件解码器（vaapi、cuda 等）

help-explain = 说明一条问题线索：规则与依据、数值、证据在哪个文件第几行、用什么查询找到
help-explain-finding = 问题线索编号，或它开头的几位
help-explain-audit = 哪一次检查：编号或编号开头；latest 是最近一次

help-sql = 用 SQL 查询数据（只读）
help-sql-examples =
    {"  "}mingjian sql "SELECT platform, count(*) FROM accounts GROUP BY platform"
help-sql-query = 一条 SELECT 语句
help-sql-as-of = 看这一天结束时的情况，如 2021-02-25
help-sql-version = 数据版本；不写时用最新版本
help-sql-functions = 打印函数说明（Markdown）
help-sql-tables = 列出表、视图和它们的列

help-bench = 测速用的合成数据
help-bench-generate = 生成全国规模的合成数据，直接写入数据湖（内容全是编造的）
help-bench-generate-accounts = 账号数
help-bench-generate-posts = 作品总数
help-bench-generate-seed = 种子；相同的种子得到相同的数据
help-bench-generate-as-of = 数据到哪一天为止

help-docs = 打印由程序自己生成的文档（Markdown）
help-docs-cli = 全部命令
help-docs-formats = 全部导入格式

help-import-list = 不导入，列出已有的各次导入：编号、时间、文件数、行数
help-import-undo = 不导入，撤回这一次导入（编号见 --list）；其他导入也写到的行会留下

help-detect = 识别文件：是什么格式、为什么、会填哪些内容、缺什么、哪些规则因此判不了（不导入）
help-detect-examples =
    {"  "}mingjian detect 采集/2021-02-25
help-detect-paths = 文件、文件夹或压缩包，可写多个

help-trace = 追溯一行数据：来自哪个文件第几行、原文怎么写、还有哪些文件写到它
help-trace-examples =
    {"  "}mingjian trace posts:p0123456789abcdef0123
help-trace-row = 行的编号，照问题线索的证据来写，如 posts:p…、registry:r…

help-accounts = 账号对应：标识互相矛盾的地方，合并账号，撤销合并
help-accounts-conflicts = 列出互相矛盾的依据：同一标识写在两个账号上（程序不猜，由人决定）
help-accounts-merge = 认定两个账号是同一个；保留较早的编号，各行数据本身不改
help-accounts-merge-examples =
    {"  "}mingjian accounts merge a0123456789abcdef a1123456789abcdef --because "李某电话核实为同一账号"
help-accounts-merge-one = 账号：编号，或准确的名称
help-accounts-merge-other = 另一个账号
help-accounts-merge-because = 依据：谁、怎么核实的
help-accounts-unmerge = 撤销一次合并；合并以来新导入的数据也各归各的
help-accounts-unmerge-account = 被并入的账号编号（合并时显示过）
help-accounts-unmerge-because = 依据

help-registry = 备案台账
help-registry-diff = 比较两天的台账：新增、不再列入、改动的账号
help-registry-diff-from = 较早的一天；不写时用较晚那天之前的一次备案
help-registry-diff-to = 较晚的一天；不写时用最近一次备案
help-registry-diff-version = 数据版本；不写时用最新版本

help-quarantine-export = 写成表格（.xlsx 或 .csv），供人改正：每行有原因、位置和原来的各列
help-quarantine-export-table = 写进这个文件；里面是未脱敏的原文，只有本人可读
help-quarantine-retry = 把改好的表格重新导入；导入成功的行离开隔离区，其余写明新的原因
help-quarantine-retry-table = 改好的表格（导出的那一份）
help-match-page = 把证据写成网页：画面并排、声音、相同的片段
help-match-ffmpeg = ffmpeg 程序
help-fingerprint = 读视频，保存画面和声音的指纹，并与已有的全部比对
help-fingerprint-paths = 视频或文件夹；不写时读采集清单里列出的文件
help-fingerprint-tier = 读得多细：dense 画面和声音都读，可以比对；key 只读关键帧，快，只用来查找
help-fingerprint-jobs = 同时读几个文件；不写时与处理器个数相同
help-fingerprint-again = 已有指纹的、上次打不开的也重读
help-fingerprint-part = 每读多少个文件就比对并写入一次（默认 200，已有的多时更多）；中断后再运行，从上次写入处接着读
help-fingerprint-threads = 每个文件用几个解码线程
help-fingerprint-hardware = ffmpeg 的硬件解码器（vaapi、cuda 等）
help-fingerprint-ffmpeg = ffmpeg 程序
help-picture-text = 识别画面相同的作品里的文字（出处可能只写在画面上），要装 tesseract 程序
help-picture-text-again = 识别过的、上次没有识别成的也重做
help-picture-text-jobs = 同时读几个文件；不写时与处理器个数相同
help-picture-text-tesseract = tesseract 程序，要有中文数据（apt install tesseract-ocr tesseract-ocr-chi-sim）
help-picture-text-threads = 每个文件用几个解码线程
help-picture-text-hardware = ffmpeg 的硬件解码器（vaapi、cuda 等）
help-picture-text-ffmpeg = ffmpeg 程序
help-search = 查一段视频的画面在哪些作品里出现过
help-search-clip = 要查的视频
help-search-threads = 用几个解码线程
help-search-hardware = ffmpeg 的硬件解码器（vaapi、cuda 等）
help-search-ffmpeg = ffmpeg 程序
help-reuse = 画面相同的作品，按组列出，最早的在前
help-reuse-as-of = 看这一天为止发布的作品；不写时为今天
help-reuse-account = 只看含有这个账号的组：账号编号或名称的一部分
help-reuse-limit = 最多列多少行
help-explain-page = 关于画面的线索：把证据写成网页
