//! What the help of the command line says, in Chinese, beside what it says in English.
//!
//! The English text is where the arguments are declared; a test says what has no Chinese here, and
//! what here is said nowhere.

/// English and Chinese.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "Audits work against a published list of responsibilities",
        "对照已公布的责任清单审计履职情况",
    ),
    (
        super::super::args::AFTER,
        "退出码：0 未发现达到失败级别的问题，1 有发现，2 无法完成。\n\n环境变量：REMIT_LANG（en、zh）、NO_COLOR、COLUMNS（文本宽度）、\nREMIT_TOKEN_KEY（用于生成人员代码的密钥；未设置时用清单集名称）。",
    ),
    (super::super::args::VERIFY, "退出码：0 日志与结果均相同；1 有所不同；2 无法完成。"),
    (
        super::super::args::WHOSE,
        "退出码：0 恰有一项责任涵盖；1 无责任涵盖、有多项涵盖、未生效或属禁止；\n2 无法完成。",
    ),
    // Commands.
    (
        "Check lists, standards, rosters, calendars and mappings; every fault at its place",
        "检查清单、标准、名册、日历和映射，逐处指出错误",
    ),
    (
        "Audit logs against the list: gaps, out-of-list work, disposal faults",
        "对照清单审计日志：履职缺口、清单外工作、处置问题",
    ),
    (
        "Show a saved audit again, in any format and for any reader, without the log",
        "无需日志，以任意格式、面向任意读者重新展示已保存的审计",
    ),
    (
        "Read the logs of a saved audit again, repeat it, and compare",
        "重新读取已保存审计的日志，重做审计并比对",
    ),
    (
        "Say what is overdue and what falls due next, by body, the worst first",
        "按单位列出已超期和即将到期的事项，最重的在前",
    ),
    (
        "Test a set by its scenarios: small logs with all that must be found in them",
        "用情景测试清单集：小型日志及其中应发现的全部问题",
    ),
    (
        "Say which duty covers a task, who holds it, who supports it, on which basis",
        "说明一项工作属于哪项责任、由谁承担、谁配合、依据为何",
    ),
    (
        "Show what a log is taken for: format, columns, period, rejected rows; write a first mapping",
        "展示日志如何被识别：格式、列、期间、无法读取的行；可写出初步映射",
    ),
    (
        "Explain a rule, or a duty in plain words; alone, list all rules",
        "解释一条规则，或用白话解释一项责任；不带参数时列出全部规则",
    ),
    (
        "Make up a log for a set, with known faults and the sheet of what must be found",
        "为清单集生成模拟日志，含已知问题和应发现问题的答案表",
    ),
    ("Take over models of other tools as standards", "将其他工具的模型导入为标准"),
    (
        "A Declare model (.decl): its activities become steps, its constraints rules of a standard",
        "Declare 模型（.decl）：活动成为环节，约束成为标准中的规则",
    ),
    (
        "Answer an editor over standard input and output: findings while typing, hover, completion, rename",
        "经标准输入输出为编辑器服务：边写边检查、悬停说明、补全、改名",
    ),
    (
        "Ignored: editors often add it, and there is no other way",
        "不起作用：编辑器常带此参数，且别无他法",
    ),
    // What every command knows.
    (
        "Language of texts: en or zh; else REMIT_LANG, then the system's",
        "文本语言：en 或 zh；默认依次取 REMIT_LANG、系统语言",
    ),
    ("Colours; auto asks NO_COLOR and the terminal", "颜色；auto 依 NO_COLOR 和终端而定"),
    ("If the terminal has them and `NO_COLOR` doesn't forbid them", "终端支持且`NO_COLOR`未禁止时"),
    ("In any case", "总是"),
    ("In no case", "从不"),
    ("Draw borders and marks in plain ASCII", "边框和标记只用 ASCII 字符"),
    ("Print the sum alone", "只输出总数"),
    ("The least severity that makes the exit code 1", "使退出码为1的最低级别"),
    ("Errors", "错误"),
    ("Errors and warnings", "错误和警告"),
    ("Anything found", "任何发现"),
    ("Nothing", "无"),
    ("Exit with 0 where it would be 1", "本应以1退出时改为0"),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
    // What is read.
    (
        "Folders or files; every set at or below them is checked",
        "文件夹或文件；检查其中及以下的每套清单",
    ),
    (
        "Folders or files; every set at or below them is tested",
        "文件夹或文件；测试其中及以下的每套清单",
    ),
    (
        "`text` or `json`, each with `=FILE` if it goes to a file; may be given several times",
        "`text`或`json`，写到文件时加`=文件`；可多次给出",
    ),
    (
        "`terminal`, `json`, `csv`, `xlsx`, or `ics` for calendars, each with `=FILE` if it goes to a file; may be given several times",
        "`terminal`、`json`、`csv`、`xlsx`，或供日历使用的`ics`，写到文件时加`=文件`；可多次给出",
    ),
    (
        "The formats of `remit audit`, each with `=FILE` if it goes to a file; may be given several times",
        "与`remit audit`的格式相同，写到文件时加`=文件`；可多次给出",
    ),
    (
        "Folder of the set; by default the one around or below the current folder",
        "清单集所在文件夹；默认为当前文件夹之上或之下的那一套",
    ),
    (
        "Folder of the set whose mappings, steps and fields are known; by default the one around this folder, if there is one",
        "提供映射、环节和字段的清单集文件夹；默认为当前文件夹所属的一套（如有）",
    ),
    (
        "Folder of the set that the duty belongs to; by default the one around or below this folder",
        "该责任所属清单集的文件夹；默认为当前文件夹之上或之下的那一套",
    ),
    (
        "Logs: files, folders, patterns, or `-` for standard input",
        "日志：文件、文件夹、通配符，或以`-`表示标准输入",
    ),
    (
        "Logs: files, folders, patterns, or `-` for standard input. Default: those that the set names",
        "日志：文件、文件夹、通配符，或以`-`表示标准输入；默认为清单集所列日志",
    ),
    ("The mapping to use, by its id", "所用映射的编号"),
    (
        "The format of the logs; default: what each one's content shows",
        "日志格式；默认按各文件内容识别",
    ),
    (
        "Judge as of this day or instant; default: the period's end, else the newest event",
        "以此日或此时刻为审计时点；默认为期间终了，否则为最新记录的时刻",
    ),
    (
        "A file with the secret that tokens of persons are made with; the same key, the same tokens",
        "存放人员代码密钥的文件；密钥相同则代码相同",
    ),
    // Audits and reports.
    (
        "The period: 2026-W07, 2026-02, 2026-Q1, 2026-H1, 2026, 2026-02-03 or 2026-02-01..2026-02-28",
        "期间：2026-W07、2026-02、2026-Q1、2026-H1、2026、2026-02-03 或 2026-02-01..2026-02-28",
    ),
    (
        "Workbooks of an earlier audit that were filled in: what was put right must be gone",
        "此前审计发出并已填写的工作簿：已整改的问题应已消失",
    ),
    ("Write rows that can't be read to this file, as CSV", "将无法读取的行以 CSV 写到此文件"),
    (
        "Earlier audits, saved as JSON, or folders of them: what is new, persisting, returned, resolved",
        "以 JSON 保存的往次审计或其所在文件夹：比较新增、仍存在、再次出现、已解决",
    ),
    (
        "Show all findings of one rule, duty, body or case; or all `obligations` or `measures`",
        "列出某条规则、某项责任、某个单位或某个案件的全部问题；或全部`obligations`（履职项）、`measures`（指标）",
    ),
    (
        "For whom: everything; one body's own findings; or counts for the public, small ones withheld",
        "面向谁：全部内容；一个单位自己的问题；或供公众的数目，小数目不公布",
    ),
    ("Everything", "全部内容"),
    ("One body: its own findings", "一个单位：自己的问题"),
    ("The public: counts only", "公众：仅数目"),
    (
        "The body that `--audience body` is for, by its id or title",
        "`--audience body`所面向的单位，写编号或名称",
    ),
    (
        "Findings kept in full for each rule and duty; all are counted",
        "每条规则、每项责任完整保留的问题数；全部都会计数",
    ),
    ("A saved audit", "已保存的审计"),
    (
        "A saved audit; run this from the folder where the audit was made",
        "已保存的审计；请在当时做审计的文件夹中运行",
    ),
    (
        "The file with the secret that the audit's tokens of persons were made with",
        "生成该审计人员代码所用密钥的文件",
    ),
    ("How far to look ahead, in days or weeks", "向后看多远，以日或周计"),
    (
        "Only this body, by its id or name, with those below it",
        "仅限此单位及其下属单位，写编号或名称",
    ),
    // Scenarios and simulation.
    (
        "Only scenarios with this in their id, their duty or the name of the variant",
        "仅限编号、责任或变体名称中含有此文字的情景",
    ),
    (
        "Say how much of each set its scenarios exercise, and list what they don't",
        "说明情景覆盖了清单集的多少，并列出未覆盖的部分",
    ),
    (
        "The coverage, in percent, below which the exit code is 1; needs `--coverage`",
        "覆盖率低于此百分数时退出码为1；须与`--coverage`同用",
    ),
    (
        "Take each rule away, one at a time, and list those that no scenario misses",
        "逐条去掉规则，列出去掉后没有情景察觉的规则",
    ),
    ("How many cases, beside those that frequencies need", "案件数，不含频次要求所需的案件"),
    ("The same seed gives the same log", "种子相同则日志相同"),
    (
        "In what share of the cases a fault is planted, such as `10%`",
        "在多大比例的案件中植入问题，如`10%`",
    ),
    ("Plant only this fault; may be given several times", "只植入此种问题；可多次给出"),
    ("Name the faults that can be planted", "列出可植入的问题"),
    (
        "First day of the log; default: 1 March of the newest year of the set's calendar",
        "日志首日；默认为清单集日历最新一年的3月1日",
    ),
    ("How many days the log covers", "日志涵盖的天数"),
    (
        "Write `log.plain.csv` and `answers.csv` into this folder; else the log goes to standard output",
        "将`log.plain.csv`和`answers.csv`写入此文件夹；否则日志输出到标准输出",
    ),
    // Questions.
    (
        "The task in words, a duty's name, a step, a code; or `-` for standard input",
        "用文字描述的工作、责任名称、环节或代码；或以`-`表示标准输入",
    ),
    (
        "A body by its id or name: what it has to do with the task, and where it must go",
        "单位编号或名称：它与该工作的关系，以及应转往何处",
    ),
    (
        "The day on which duties and laws must be in force; without it all are shown with their periods",
        "责任和法律须有效的日期；不写则全部列出并注明有效期间",
    ),
    (
        "Write how the log was read to this file, as a mapping in YAML",
        "将日志的读取方式以 YAML 映射写到此文件",
    ),
    (
        "A rule such as `disposal/step-late`, a duty's id, or with `--audit` a finding's",
        "规则（如`disposal/step-late`）、责任编号，或与`--audit`同用时的问题编号",
    ),
    (
        "A saved audit, of which a finding is explained with its rows and its clock",
        "已保存的审计：结合日志行和期限计算解释其中一项问题",
    ),
    ("The model", "模型文件"),
    ("The duty whose standard it becomes; default: DUTY-01", "成为哪项责任的标准；默认 DUTY-01"),
    (
        "Write the standard to this file; default: standard output",
        "将标准写到此文件；默认输出到标准输出",
    ),
    // Pipelines and drafting.
    (
        "A table of powers and responsibilities (XLSX or CSV): a list, its bodies and standards",
        "权责清单表（XLSX 或 CSV）：生成清单、单位和标准",
    ),
    ("Actions of GitHub", "GitHub 的流水线（Actions）"),
    (
        "An earlier audit, saved as JSON: what it found makes nothing fail and is marked as known",
        "以 JSON 保存的较早审计作为基线：其中已有的问题不计入失败，并标为已知",
    ),
    ("Any change", "任何变动"),
    ("Audit them as of this day or instant", "以该日或该时点为审计时点"),
    (
        "Begin a repository of lists: from a shipped set or from nothing, with schemas and CI",
        "建立清单仓库：取自内置清单集或从零开始，含模式文件和流水线",
    ),
    (
        "Begin with a small set of one duty, without questions",
        "以只有一项责任的小清单集开始，不再提问",
    ),
    ("Begin with this shipped set and all that it imports", "以该内置清单集及其导入的全部内容开始"),
    ("Change nothing; show what would be", "不作改动，只显示将要改动之处"),
    (
        "Change nothing; the exit code is 1 if something would be changed",
        "不作改动；如有需改动之处，退出码为1",
    ),
    ("Documents, or folders with documents", "文档，或存放文档的文件夹"),
    (
        "Dropped safeguards, widened powers, longer deadlines, more data, fewer obligations",
        "取消保障、扩大权力、延长时限、增加数据、减少义务",
    ),
    (
        "Folder of the set of which revisions are meant; by default the one around or below this folder",
        "所指版本属于哪个清单集的文件夹；默认为当前文件夹所在或其下的清单集",
    ),
    ("GitLab CI", "GitLab 的流水线（CI）"),
    ("Its title in Chinese", "中文名称"),
    ("Its title in English", "英文名称"),
    (
        "Lay documents out: spaces between their parts, comments and order kept",
        "整理文档排版：调整各部分间的空白，保留注释和顺序",
    ),
    (
        "Logs that are audited with both versions: what would have been found before and after",
        "以两个版本分别审计的日志：前后各会发现什么",
    ),
    (
        "Make the edits that cannot change meaning, comments kept, and show what is left",
        "作出不改变含义的修改，保留注释，并显示剩余问题",
    ),
    ("Print completions for a shell", "输出命令行补全脚本"),
    (
        "Print the JSON Schema of a kind of document, for editors that complete and explain keys",
        "输出某类文档的 JSON Schema，供编辑器补全和解释各键",
    ),
    ("Print the manual page, or write one for each command", "输出手册页，或为每条命令各写一页"),
    (
        "Say what changed between two versions of a set: duties, holders, powers, deadlines, data, safeguards",
        "说明清单集两个版本之间的变动：责任、主体、权力、时限、数据、保障",
    ),
    (
        "Short name of the small set; default: that of the folder",
        "小清单集的简短编号，默认取文件夹名",
    ),
    ("The earlier version: a folder, or a revision of git", "较早的版本：文件夹或 git 版本"),
    ("The folder", "文件夹"),
    ("The folder; nothing in it is overwritten", "文件夹；其中已有的内容不会被覆盖"),
    (
        "The kind of document, such as `standard`; or `any`: whichever its key `kind` says",
        "文档种类，如`standard`；`any`则以文档的`kind`键为准",
    ),
    ("The later version: a folder, or a revision of git", "较晚的版本：文件夹或 git 版本"),
    ("The mapping by which they are read, by its id", "读取所用的映射，以编号指明"),
    ("The shell", "命令行解释器"),
    ("The table", "表格"),
    ("The zone in which its days begin", "每日起始所依据的时区"),
    ("What checks every change", "用什么检查每次变动"),
    (
        "What ids of duties without a code of their own begin with",
        "没有编码的责任事项，其编号的开头",
    ),
    ("What makes the exit code 1", "何种情形下退出码为1"),
    ("With `--fix`: show the edits and make none", "与`--fix`同用：只显示修改，不写入"),
    ("Write a page for each command into this folder", "为每条命令各写一页到该文件夹"),
    (
        "Write the documents to this file; default: standard output",
        "将文档写入该文件；默认写到标准输出",
    ),
    ("Write the reference of rules and documents as Markdown", "以 Markdown 写出规则和文档的参考"),
    ("Write the schemas of all kinds into this folder instead", "改为将各类文档的模式写入该文件夹"),
    (
        "`terminal`, `json`, `html`, `markdown`, `csv`, `trend` (all audits, as CSV), `xlsx`, `sarif`, `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a file; may be given several times",
        "`terminal`、`json`、`html`、`markdown`、`csv`、`trend`（历次审计，CSV）、`xlsx`、`sarif`、`github`、`gitlab`或`junit`，写到文件时加`=文件`；可多次给出",
    ),
    (
        "`terminal`, `json`, `sarif`, `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a file; may be given several times",
        "`terminal`、`json`、`sarif`、`github`、`gitlab`或`junit`，写到文件时加`=文件`；可多次给出",
    ),
    (
        "`text`, `json` or `markdown`, each with `=FILE` if it goes to a file; may be given several times",
        "`text`、`json`或`markdown`，写到文件时加`=文件`；可多次给出",
    ),
    (
        "`text`, `json`, `sarif`, `github`, `gitlab` or `junit`, each with `=FILE` if it goes to a file; may be given several times",
        "`text`、`json`、`sarif`、`github`、`gitlab`或`junit`，写到文件时加`=文件`；可多次给出",
    ),
];
