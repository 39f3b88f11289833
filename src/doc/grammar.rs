//! What the parsers of TOML and YAML say, in Chinese too.

use crate::text::Words;

/// What a message of a parser begins with, and what that is in Chinese. Longer ones stand before
/// those that they begin with.
const KNOWN: &[(&str, &str)] = &[
    // TOML
    ("`_` may only go between digits", "下划线只能写在数字之间"),
    ("cannot recurse further", "嵌套过深"),
    ("carriage return must be followed by newline", "回车符之后须有换行符"),
    ("duplicate key", "键重复"),
    ("extra `=`", "多写了等号"),
    ("extra assignment between key-value pairs", "多写了等号"),
    ("extra comma", "多写了逗号"),
    ("integers with a radix cannot be signed", "带进制前缀的整数不能有正负号"),
    ("invalid comment character", "注释中有不允许的字符"),
    ("invalid inline table element", "行内表的写法不对"),
    ("invalid key-value pair", "键值的写法不对"),
    ("invalid unquoted key", "键含有须加引号的字符"),
    ("invalid value", "值的写法不对"),
    ("key with no value", "键没有值"),
    ("keys cannot be multi-line", "键不能跨行"),
    ("missing array opening", "缺少左方括号"),
    ("missing assignment between key-value pairs", "键与值之间缺少等号"),
    ("missing comma", "缺少逗号"),
    ("missing escaped value", "反斜杠之后缺少字符"),
    ("missing inline table opening", "缺少左花括号"),
    ("missing key", "缺少键"),
    ("missing opening quote", "缺少左引号"),
    ("missing table open", "缺少左方括号"),
    ("missing value", "缺少值"),
    ("radix must be lowercase", "进制前缀须小写"),
    ("recursion limit", "嵌套过深"),
    ("redundant", "数字前有多余的符号"),
    ("string values must be quoted", "文本须加引号"),
    ("too few unicode value digits", "Unicode 编码的位数不足"),
    ("unclosed array", "缺少右方括号"),
    ("unclosed inline table", "缺少右花括号"),
    ("unclosed table", "缺少右方括号"),
    ("unexpected `=` in array", "列表中不应有等号"),
    ("unexpected content", "此处不应有这些内容"),
    ("unexpected key or value", "此处不应有键或值"),
    ("unexpected leading zero", "数字不能以零开头"),
    ("unexpected sign", "此处不应有正负号"),
    ("unquoted keys cannot be empty", "缺少键"),
    // YAML
    ("a block scalar content cannot start with a tab", "文本块不能以制表符开头"),
    ("block sequence entries are not allowed", "此处不能写列表项"),
    ("comments must be separated", "注释前须有空格"),
    ("illegal placement of ':'", "冒号的位置不对"),
    ("invalid content after document end marker", "文档结束标记之后不应有内容"),
    ("invalid indentation", "缩进不对"),
    ("invalid trailing content after", "引号之后不应有内容"),
    ("mapping keys are not allowed", "此处不能写键"),
    ("mapping values are not allowed", "此处不能写“键: 值”"),
    ("misplaced bracket", "括号的位置不对"),
    ("recursion limit exceeded", "嵌套过深"),
    ("simple key", "键之后缺少冒号"),
    ("tab cannot be used as indentation", "不能用制表符缩进"),
    ("tabs disallowed", "不能用制表符缩进"),
    ("unclosed bracket", "括号没有闭合"),
    ("unclosed quote", "引号没有闭合"),
    ("unexpected character", "不允许的字符"),
    ("unexpected end of plain scalar", "文本中断"),
    ("unexpected eof", "文件到此中断"),
    ("unknown anchor", "别名没有对应的锚点"),
    ("while parsing a block collection, did not find expected '-'", "列表项应以短横线开头"),
    ("while parsing a block mapping, did not find expected key", "此处应为键，或缩进不对"),
    ("while parsing a flow mapping", "花括号内缺少逗号或右花括号"),
    ("while parsing a flow sequence", "方括号内缺少逗号或右方括号"),
    ("while parsing a node", "此处缺少内容"),
    ("while parsing a quoted scalar", "引号内的转义写法不对"),
    ("while parsing node, found unknown anchor", "别名没有对应的锚点"),
    ("while scanning a block scalar", "文本块的写法不对"),
    ("while scanning a plain scalar, found a tab", "文本中有制表符"),
    ("while scanning a quoted scalar", "引号没有闭合"),
    ("while scanning an anchor or alias", "锚点或别名的名称不对"),
    ("wrongly indented line", "文本块的缩进不对"),
];

/// A parser's message in both languages. One that is not known is given as it is.
pub(super) fn words(message: &str) -> Words {
    let known = KNOWN.iter().find(|(begin, _)| message.starts_with(begin));
    let chinese = known.map_or(message, |(_, chinese)| chinese);
    Words::made(message, chinese)
}
