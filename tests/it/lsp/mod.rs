//! `remit lsp` as editors meet it: the command as it is built, over standard input and output.

mod client;
mod editors;
mod edits;
mod large;
mod names;
mod wire;

/// The file of a small set.
const ROOT: &str = "\
kind = \"set\"
id = \"small\"
version = \"1\"
title = { en = \"Small\", zh = \"小\" }
languages = [\"en\", \"zh\"]
timezone = \"Asia/Shanghai\"

[fields]
grade = { title = { en = \"Grade\", zh = \"等级\" }, values = [\"red\", \"黄\"] }
";

/// A roster with one team.
const ROSTER: &str = "\
kind: roster
roles: { TEAM: { title: { zh: 中队, en: Team } } }
bodies: { north: { title: { zh: 北队, en: North }, roles: [TEAM] } }
";
