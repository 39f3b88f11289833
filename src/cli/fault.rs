//! Why a job can't be done, and what to do about it.

use super::World;
use super::look::Look;
use crate::audit::Misread;
use crate::log::LogError;
use crate::model::load::LoadError;
use crate::report::style::{Ink, Page, paint, plain};
use crate::report::terminal::NoMatch;
use crate::text::{Words, say};

/// Why a job can't be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub words: Words,
    /// What to do about it.
    pub hint: Option<Words>,
}

impl Fault {
    /// A fault with a way out.
    pub fn new(words: Words, hint: Words) -> Self {
        Self { words, hint: Some(hint) }
    }

    /// Tells it on standard error.
    pub(super) fn tell(&self, look: &Look, world: &mut World<'_>) {
        let mut page = Page::new(look.err);
        let style = look.err;
        let lead = paint(Ink::Error, style.pick("error: ", "错误："));
        page.hanging(&lead, &plain(self.words.get(style.lang)));
        if let Some(hint) = &self.hint {
            let lead = paint(Ink::Note, style.pick("help: ", "建议："));
            page.hanging(&lead, &plain(hint.get(style.lang)));
        }
        world.complain(&page.finish());
    }
}

impl From<LoadError> for Fault {
    fn from(error: LoadError) -> Self {
        Self { words: error.words(), hint: Some(error.hint()) }
    }
}

impl From<Misread> for Fault {
    fn from(misread: Misread) -> Self {
        Self { words: misread.words, hint: Some(misread.hint) }
    }
}

impl From<LogError> for Fault {
    fn from(error: LogError) -> Self {
        Self { words: error.words(), hint: error.hint() }
    }
}

#[cfg(feature = "xlsx")]
impl From<crate::report::xlsx::NoWorkbook> for Fault {
    fn from(error: crate::report::xlsx::NoWorkbook) -> Self {
        Self::new(
            say!("the workbook can't be made: {error}", "无法生成工作簿：{error}"),
            Words::fixed(
                "check that the folder for temporary files exists, may be written to and has room",
                "请检查临时文件夹是否存在、是否可写、空间是否足够",
            ),
        )
    }
}

impl From<NoMatch> for Fault {
    fn from(none: NoMatch) -> Self {
        Self { words: none.words, hint: Some(none.hint) }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let why = error.to_string();
        Self {
            words: say!("the report can't be written as JSON: {why}", "无法生成 JSON 报告：{why}"),
            hint: None,
        }
    }
}
