use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table, Value};
use crate::model::{Day, Title};

/// `kind = "roster"`: bodies, persons as tokens, and targets to be covered.
/// zh: 名册：单位、以代码表示的人员、应覆盖的对象。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RosterDoc {
    /// Always `roster`.
    /// zh: 固定为`roster`。
    pub kind: Option<String>,
    /// Its name, when a set has several.
    /// zh: 编号，清单集有多份名册时用。
    pub id: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// Levels from the lowest to the highest, such as `[station, county, city]`.
    /// zh: 层级，自低到高，如`[station, county, city]`。
    pub levels: Many<Spanned<String>>,
    /// The roles that holders and supporting bodies are named by.
    /// zh: 角色，责任主体和配合单位以此指称。
    pub roles: Table<RoleDoc>,
    /// The bodies.
    /// zh: 单位。
    pub bodies: Table<BodyDoc>,
    /// The persons by the number or token that logs use; never names.
    /// zh: 人员，以日志所用的编号或代码为名，不写姓名。
    pub persons: Table<PersonDoc>,
    /// Targets to be covered: kind, then id.
    /// zh: 应覆盖的对象：先种类，后编号。
    pub targets: Table<Table<TargetDoc>>,
}

/// A role.
/// zh: 角色。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RoleDoc {
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
}

/// A body.
/// zh: 单位。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BodyDoc {
    /// What people call it; logs may use it in any language.
    /// zh: 名称；日志可用任一语言。
    pub title: Option<Title>,
    /// Other names and codes that logs use.
    /// zh: 日志使用的其他名称和代码。
    pub aliases: Many<Spanned<String>>,
    /// The roles it has.
    /// zh: 所任角色。
    pub roles: Many<Spanned<String>>,
    /// Its level.
    /// zh: 层级。
    pub level: Option<Spanned<String>>,
    /// The body above it.
    /// zh: 上级单位。
    pub parent: Option<Spanned<String>>,
    /// The areas it answers for. Without any, areas are not checked for it.
    /// zh: 所负责的区域；不写则不核对区域。
    pub areas: Many<Spanned<String>>,
    /// First day of its existence.
    /// zh: 存续首日。
    pub from: Option<Spanned<Day>>,
    /// Last day of it.
    /// zh: 存续末日。
    pub until: Option<Spanned<Day>>,
}

/// A person, known by a token.
/// zh: 人员，以代码表示。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PersonDoc {
    /// `officer`, `auxiliary`, `agency-staff`, `citizen` or another kind of the drafter's.
    /// zh: `officer`（民警）、`auxiliary`（辅警）、`agency-staff`（机关人员）、`citizen`（群众）或自定类别。
    pub kind: Option<Spanned<String>>,
    /// The body.
    /// zh: 所在单位。
    pub unit: Option<Spanned<String>>,
    /// Days on which nothing is expected of this person.
    /// zh: 不要求其履职的日子。
    pub absent: Many<AbsenceDoc>,
}

/// A time of absence, both days included.
/// zh: 缺勤时段，含首尾两日。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AbsenceDoc {
    /// First day.
    /// zh: 首日。
    pub from: Option<Spanned<Day>>,
    /// Last day.
    /// zh: 末日。
    pub until: Option<Spanned<Day>>,
}

/// A target.
/// zh: 对象。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TargetDoc {
    /// The body that answers for it.
    /// zh: 负责的单位。
    pub body: Option<Spanned<String>>,
    /// Its area.
    /// zh: 所在区域。
    pub area: Option<Spanned<String>>,
    /// First day on which it is to be covered.
    /// zh: 应覆盖的首日。
    pub from: Option<Spanned<Day>>,
    /// Last day.
    /// zh: 应覆盖的末日。
    pub until: Option<Spanned<Day>>,
    /// Attributes that frequencies may ask for, such as `grade: red`.
    /// zh: 频次可据以限定的属性，如`grade: red`。
    pub attributes: Table<Value>,
}
