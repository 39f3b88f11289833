use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step hands the matter over and doesn't say which data may go with it, or by which law.
    ///
    /// To give personal information to somebody else needs a basis of its own: the law that lets a
    /// body collect it doesn't let it pass it on (in China: Public Security Administration
    /// Punishments Law as of 2026, Art. 138). Name the law in the step's own `basis`, and list the
    /// only fields that may be passed on in `disclose`.
    ///
    /// ## 中文
    ///
    /// 环节把事项移交出去，却没有写明可以随之提供哪些信息、依据哪部法律。
    ///
    /// 向他人提供个人信息须有单独的依据：有权收集，不等于有权提供（2026 年起施行的《治安管理处罚法》第一百三十
    /// 八条）。请在该环节自己的`basis`（法律依据）中写明法律，并在`disclose`（披露字段）中列出可以提供的字段。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   notify: { title: 告知, to: JC, disclose: [perpetrator] }
    /// #                          ^^
    ///   inform: { title: 通报, to: WF, basis: { law: 反家庭暴力法, article: "17" } }
    /// #                          ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   notify:
    ///     title: 告知
    ///     to: JC
    ///     disclose: [perpetrator, address_token]
    ///     basis: { law: 反家庭暴力法, article: "17" }
    /// ```
    pub(super) static RULE = "list/handover-without-disclosure-basis", Error,
        "hand-over without a basis for disclosure", "移交缺少提供信息的依据";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in &index.steps {
        let Some(to) = &step.doc.to else { continue };
        let (no_basis, no_fields) = (step.doc.basis.is_empty(), step.doc.disclose.is_empty());
        let (what, help) = match (no_basis, no_fields) {
            (false, false) => continue,
            (true, false) => (
                Words::fixed("names no law for what it discloses", "没有写明提供信息的依据"),
                Words::fixed(
                    "add the law as the step's own `basis`",
                    "请在该环节的`basis`中写明法律",
                ),
            ),
            (false, true) => (
                Words::fixed("doesn't list what it discloses", "没有列出提供的字段"),
                Words::fixed(
                    "list the only fields that may be passed on as `disclose`",
                    "请在`disclose`中列出可以提供的字段",
                ),
            ),
            (true, true) => (
                Words::fixed(
                    "says neither what it discloses nor by which law",
                    "既没有列出提供的字段，也没有写明依据",
                ),
                Words::fixed(
                    "add the law as the step's own `basis`, and the only fields as `disclose`",
                    "请在该环节的`basis`中写明法律，在`disclose`中列出可以提供的字段",
                ),
            ),
        };
        let (owner, receiver) = (step.at().words(), &to.value);
        let message = say!(
            "{owner} hands over to `{receiver}` and {what}",
            "{owner}移交给`{receiver}`，{what}",
            owner: owner, what: what
        );
        let label = Words::fixed("receives the data", "信息接收方");
        let subject = step.at().subject(receiver);
        sink.push(Finding::at(&RULE, to.span, message, label).help(help).about(subject));
    }
}
