use super::{Unchanged, layout};
use crate::doc::Format;

fn yaml(text: &str) -> String {
    layout(text, Format::Yaml).unwrap()
}

fn toml(text: &str) -> String {
    layout(text, Format::Toml).unwrap()
}

#[test]
fn spaces_of_yaml_are_put_in_order() {
    assert_eq!(
        yaml("\n\nkind:  standard   \r\n\n\n\na: {b : 1,c:  [ x,y ]} # end  \nlined:   { }\n\n"),
        "kind:  standard\n\na: { b: 1, c: [x, y] } # end\nlined:   {}\n"
    );
    assert_eq!(yaml("- a\n-   b: 1\n    c: 2"), "- a\n-   b: 1\n    c: 2\n");
    assert_eq!(yaml("a: &x {b: 1}\nc: {<<: *x,d: e}\n"), "a: &x { b: 1 }\nc: { <<: *x, d: e }\n");
}

#[test]
fn texts_and_comments_of_yaml_stay_as_they_are() {
    for text in [
        "log: |\n  a,b  \n\n\n  c,d\nnext: 1\n",
        "a: >-\n  one\n\n\n  two\n# a remark,  {so}  it is\nb: 'it''s  {a}'\n",
        "a: \"x #  no\"\nb: x#y\nc: http://a.b/c?d=[e]\n",
        "a: |\n  x\n# of b\nb: 1\n",
        "---\na: 1\n---\nb: 2\n",
        "a:\n  # first\n  b: 1 # second\n\n  # third\n  c: 2\n",
    ] {
        assert_eq!(yaml(text), text);
    }
}

#[test]
fn spaces_of_toml_are_put_in_order() {
    assert_eq!(
        toml("a=1\nlonger   =   2\n\n\n\n[ b . 'c d' ]\nx = {y=1,z=[ 1,2 ]}#end\n"),
        "a = 1\nlonger   = 2\n\n[b . 'c d']\nx = { y = 1, z = [1, 2] } #end\n"
    );
    for text in [
        "a = \"\"\"\n  x = 1  \n\n\n\n  \"y\"\"\"\"\n",
        "a = '''it's, {a}'''\nb = \"\\\"#,{\"\n",
        "# one\n\n# two\n[[a]]\nb = [\n  1, # first\n  2,\n]\nday = 2026-01-01 # a day\n",
    ] {
        assert_eq!(toml(text), text);
    }
}

#[test]
fn what_has_a_fault_of_form_is_left_alone() {
    assert_eq!(layout("a: {b", Format::Yaml), Err(Unchanged::Unreadable));
    assert_eq!(layout("a = ", Format::Toml), Err(Unchanged::Unreadable));
}
