# What is said when something does not work: what happened, where, what to do next.

error = 出错：{ $text }
error-detail = （详情：{ $detail }）
error-unexpected = 没有完成，原因出乎意料。请把详情告诉维护人员。
error-panic = 程序内部出了差错，没有完成（{ $place }：{ $reason }）。这是程序的缺陷，不是数据的问题，请把这一段告诉维护人员。
error-output = 结果写不出去。请检查磁盘空间和输出位置后重试。

error-unknown-argument = 没有 { $argument } 这个选项。
error-unknown-command = 没有 { $command } 这个命令。
error-missing-command = 还要写明做什么。
error-missing-argument = 还缺 { $argument }。
error-missing-value = { $argument } 后面还要写明内容。
error-wrong-value = { $argument } 不能写“{ $value }”。
error-conflict = { $argument } 和 { $other } 不能同时使用。
error-wrong-use = 命令写得不对：{ $detail }。
error-choices = 可以写：{ $choices }。
error-did-you-mean = 是不是 { $names }？
error-see-help = 用法见 mingjian --help，或在命令后加 --help。
error-hint-date = 日期写成 2021-02-25 的样子。
error-hint-quarter = 季度写成 2020Q3 的样子。
error-hint-number = 这里要写数字，且在允许的范围内。

error-no-workspace = 当前文件夹和它的上级里都没有工作区。请进入工作区，或用 --workspace 指明；还没有的话，用 mingjian import 导入文件时会新建。
error-not-a-workspace = { $folder } 不是工作区（里面没有 mingjian.toml）。请核对 --workspace；要新建，用 mingjian import --workspace { $folder } 文件。
error-newer-workspace = 工作区 { $folder } 是新版程序建的（格式 { $found }，本程序只认到 { $known }）。请换用新版 mingjian；什么都没有改动。
error-config = { $path } 的内容不对，请改正后重试。
error-key = { $path } 里没有可用的密钥。请从备份恢复；没有它，同一位群众的账号就对不上了。
error-empty-workspace = 这个工作区还没有数据。请先用 mingjian import 导入文件。
error-newer-lake = 数据是新版程序写的。请换用新版 mingjian；什么都没有改动。
error-no-such-version = 没有版本 { $version }，现有 { $oldest } 到 { $latest }。用 mingjian lake log 查看。
error-busy = 另一个程序正在写入，等了很久还没写完。什么都没有改动，请稍后重试。
error-overtaken = 另一次导入抢先写完了。这一次什么都没有写入，请再导入一次。
error-damaged = 数据目录损坏，请从备份恢复。
error-data-file = 有一个数据文件读写不了。请检查磁盘；文件损坏或丢失的话，请从备份恢复。
error-lake = 数据读写没有完成。
error-no-permission = { $place } 不能写入（只读或没有权限）。请放开权限，或换一个工作区；什么都没有改动。
error-disk-full = 磁盘满了，{ $place } 写不下。请腾出空间后重试；原有数据没有改动。
error-io = { $path } 读写不了。
error-no-such-file = 没有 { $path } 这个文件或文件夹。请核对路径；什么都没有做。
error-no-such-folder = { $path } 不是文件夹。请核对路径。

error-sql = 这条查询不能执行。表和列用 mingjian sql --tables 查看，函数用 mingjian sql --functions 查看；只能查询，不能修改。
error-sql-syntax = 这条查询写得不对，读不懂。
error-unknown-param = 查询里的 ${ $name } 在这里没有值。有值的是：{ $known }。
error-memory = 查询需要的内存超过了 { $limit } MiB。请用 --memory 放宽，或缩小查询。
error-query = 查询没有完成。

error-archive = 压缩包 { $path } 不能导入。
error-unknown-format = 没有“{ $name }”这种格式。现有：{ $known }。
error-map = 列对照表 { $path } 不能用，请改正后重试。
error-import = 导入没有完成，什么都没有写入。
error-unknown-reason = 没有“{ $name }”这种原因。现有：{ $known }。
error-unknown-table = 没有“{ $name }”这张表。是不是：{ $known }？

error-rulebook = 规则有 { $count } 处错误，不能使用。用 mingjian rulebook check 查看。
error-rule-file-too-large = { $path } 太大，不像规则文件。
error-unknown-profile = 没有“{ $name }”这个检查方案。是不是：{ $known }？
error-unknown-rule = 没有“{ $name }”这条规则。是不是：{ $known }？
error-audit = 检查没有完成。
error-as-of-missing = 还要用 --as-of 写明监测时间点，如 --as-of 2021-02-25。
error-since-after = --since { $since } 晚于监测时间点 { $as_of }，没有可试的季度。
error-since-too-early = --since { $since } 太早，最多试 200 个季度。
error-audit-differs = { $path } 与刚算出的同一次检查不一致：文件被改动过，或程序有缺陷。请保留现场，告诉维护人员。
error-audit-damaged = { $path } 读不出来，可能被改动过。删去这次检查的文件夹后重新检查即可恢复。
error-no-audit = 这个工作区还没有做过检查。请先用 mingjian audit --as-of 日期。
error-unknown-audit = 没有“{ $id }”这次检查。现有：{ $known }。
error-ambiguous-audit = “{ $id }”不止一次检查：{ $known }。请多写几位。
error-unknown-finding = 检查 { $audit } 里没有编号以“{ $id }”开头的问题线索。用 mingjian findings 查看编号。
error-ambiguous-finding = 编号以“{ $id }”开头的不止一条：{ $known }。请多写几位。
error-xlsx-for-findings = 只有 findings 能写成 xlsx；这里请用 table、json 或 csv。
error-xlsx-needs-file = xlsx 不能显示在屏幕上。请用 --output 文件名.xlsx 写进文件。

error-keyword-empty = 关键词里没有可查的文字（只有空格或标点）。
error-unknown-region = 没有“{ $name }”这个地方。请写行政区划代码（如 980121）或全称（如 临岚县）。
error-ambiguous-region = 叫“{ $name }”的地方不止一个：{ $known }。请写代码。
error-unknown-level = 没有“{ $name }”这个层级。可以写：{ $known }。
error-unknown-platform = 没有“{ $name }”这个平台。可以写：{ $known }。
error-unknown-unit-type = 没有“{ $name }”这种单位类型。可以写：{ $known }。

error-from-after-to = --from 晚于 --to，请改正。
error-to-in-future = --to { $to } 还没有到，不能声明已经看过。
error-because-empty = --because 要写明依据：谁、怎么看的。
error-unknown-account = 没有“{ $name }”这个账号。用 mingjian census 查它的编号或准确名称。
error-ambiguous-account = 叫“{ $name }”的账号不止一个：{ $known }。请写编号。

error-unknown-import = 没有编号以“{ $name }”开头的唯一一次导入。最近的是：{ $known }。全部用 mingjian import --list 查看。
error-cannot-undo = 导入 { $import } 不能撤回：后来导入的这些文件没有记下它们还写到了哪些行（旧版程序导入的），撤回会让那些行悄悄丢失：{ $files }。请先撤回后面这些导入，再撤回这一次，然后重新导入后面的原件（工作区 lake/raw 里有）。什么都没有改动。
error-merge = 这两个账号不能这样处理。
error-trace = 没有这一行。请照问题线索里证据的写法，如 posts:p… 或 registry:r…。
error-mended = 表格 { $path } 不能用。请用 mingjian quarantine export 写出的那一份来改。
error-mend-ending = { $path } 要以 .xlsx 或 .csv 结尾。
error-accounting = 程序内部出了差错：{ $path } 读了 { $read } 行，只交代了 { $counted } 行。什么都没有写入。这是程序的缺陷，不是数据的问题，请把文件格式告诉维护人员。
error-interrupted = 已中断。什么都没有写入，数据仍是原来的版本。
error-interrupted-parts = 已中断。已经写入的部分保留，再运行一次会从那里接着做。
error-video = { $path } 证据不足，不能判断。
error-no-footage = 线索 { $id } 与画面无关，没有画面证据页。
error-footage-files = 这条线索的视频已不在原处：{ $paths }。放回原处才能看画面。
error-features-interrupted = 重读被中断，什么都没有改动。再运行一次 mingjian features 即可。
