//! Faults by name. Each is planted only where nothing else goes wrong with it, and writes down what
//! must be found.

mod outside;
mod steps;
mod together;
mod who;

use super::rng::Rng;
use super::scene::Scene;
use super::{Answer, Options, World};
use crate::model::resolve::{DutyId, Step, StepId};
use crate::text::Words;

/// What can be done wrong.
pub(super) struct Fault {
    pub(super) name: &'static str,
    en: &'static str,
    zh: &'static str,
    plant: Plant,
}

impl Fault {
    pub(super) const fn words(&self) -> Words {
        Words::fixed(self.en, self.zh)
    }
}

/// Plants a fault in a case; returns what must be found, or nothing where it can't be planted.
type Plant = fn(&mut Site<'_, '_>, &mut Rng) -> Option<Vec<Answer>>;

/// A case in which a fault may be planted.
pub(super) struct Site<'s, 'm> {
    pub(super) world: &'s World<'m>,
    pub(super) scene: &'s mut Scene<'m>,
    /// The instant as of which the log will be judged.
    pub(super) as_of: i64,
}

pub(super) static FAULTS: &[Fault] = &[
    Fault {
        name: "step-missing",
        en: "a required step is left out",
        zh: "缺少必经环节",
        plant: steps::missing,
    },
    Fault {
        name: "step-late",
        en: "a step is done after its deadline",
        zh: "环节超期",
        plant: steps::late,
    },
    Fault {
        name: "out-of-order",
        en: "a step is done before what it follows",
        zh: "环节顺序颠倒",
        plant: steps::order,
    },
    Fault {
        name: "too-many",
        en: "a step is done once too often",
        zh: "环节次数过多",
        plant: steps::too_many,
    },
    Fault {
        name: "forbidden-step",
        en: "a forbidden step is done",
        zh: "实施禁止环节",
        plant: steps::forbidden,
    },
    Fault {
        name: "visit-missed",
        en: "one of several visits is left out",
        zh: "重复环节缺少一次",
        plant: together::missed,
    },
    Fault {
        name: "choice-missing",
        en: "none of several steps is done",
        zh: "可选环节均未完成",
        plant: together::missing,
    },
    Fault {
        name: "choice-doubled",
        en: "two steps that exclude each other",
        zh: "互斥环节重复实施",
        plant: together::doubled,
    },
    Fault {
        name: "not-accepted",
        en: "a hand-over is never accepted",
        zh: "移交未被接收",
        plant: together::not_accepted,
    },
    Fault {
        name: "not-triggered",
        en: "a duty is not begun after its trigger",
        zh: "触发后未启动",
        plant: together::not_triggered,
    },
    Fault {
        name: "evidence-missing",
        en: "a field that must be filled is empty",
        zh: "缺少佐证材料",
        plant: who::evidence,
    },
    Fault {
        name: "not-recorded",
        en: "the recording is missing",
        zh: "缺少录音录像",
        plant: who::recording,
    },
    Fault {
        name: "alone",
        en: "one person acts where several should",
        zh: "人数不足",
        plant: who::alone,
    },
    Fault {
        name: "same-person",
        en: "one person does what takes two",
        zh: "应由不同人员实施的由同一人实施",
        plant: who::same_person,
    },
    Fault {
        name: "disclosed",
        en: "a hand-over discloses too much",
        zh: "移交披露超出范围",
        plant: who::disclosed,
    },
    Fault {
        name: "wrong-body",
        en: "a body acts that is not concerned",
        zh: "无关单位办理",
        plant: outside::wrong_body,
    },
    Fault {
        name: "not-listed",
        en: "work that no duty covers",
        zh: "清单外工作",
        plant: outside::not_listed,
    },
    Fault {
        name: "not-a-step",
        en: "an entry that is no step",
        zh: "标准外环节",
        plant: outside::not_a_step,
    },
    Fault {
        name: "prohibited",
        en: "an act on the negative list",
        zh: "禁止行为",
        plant: outside::prohibited,
    },
    Fault {
        name: "not-permitted",
        en: "data that may not be recorded",
        zh: "记录不允许的数据",
        plant: outside::not_permitted,
    },
];

/// Faults for which any case will do.
const ANYWHERE: [&str; 6] =
    ["wrong-body", "not-listed", "not-a-step", "prohibited", "not-permitted", "evidence-missing"];

/// Plants faults in cases that no frequency needs; at most one in each.
pub(super) fn plant<'m>(
    world: &World<'m>,
    scenes: &mut [Scene<'m>],
    as_of: i64,
    options: &Options,
    rng: &mut Rng,
) -> Vec<Answer> {
    let chosen = |fault: &&Fault| {
        options.kinds.is_empty() || options.kinds.iter().any(|kind| kind == fault.name)
    };
    let mut answers = Vec::new();
    for scene in scenes.iter_mut().filter(|scene| !scene.needed) {
        // The newest row of all says as of when the log is judged: it stays where it is.
        let newest = scene.rows.iter().any(|row| row.at >= as_of);
        if newest || !rng.chance(options.faults) {
            continue;
        }
        let mut kinds: Vec<&Fault> = FAULTS.iter().filter(chosen).collect();
        rng.shuffle(&mut kinds);
        // What can be planted anywhere would crowd out what can't.
        if rng.chance(0.8) {
            kinds.sort_by_key(|fault| ANYWHERE.contains(&fault.name));
        }
        for fault in kinds {
            let mut site = Site { world, scene, as_of };
            if let Some(found) = (fault.plant)(&mut site, rng) {
                answers.extend(found.into_iter().map(|own| Answer { fault: fault.name, ..own }));
                break;
            }
        }
    }
    answers
}

impl<'m> Site<'_, 'm> {
    fn step(&self, id: StepId) -> &'m Step {
        self.world.model.step(id)
    }

    /// The steps of the case's duties that were done once and hang on nothing else, in a random
    /// order.
    fn free(&self, rng: &mut Rng, fits: impl Fn(StepId, &Step) -> bool) -> Vec<(StepId, usize)> {
        let mut found: Vec<(StepId, usize)> = Vec::new();
        for duty in &self.scene.played {
            for id in self.world.model.steps_of(*duty) {
                let step = self.step(id);
                let plain =
                    !step.forbidden && step.repeat.is_none() && step.immediately_after.is_none();
                if let Some(at) = self.scene.only(id).filter(|_| plain && fits(id, step)) {
                    found.push((id, at));
                }
            }
        }
        rng.shuffle(&mut found);
        found
    }

    /// Whether a row is the first of its duty: conditions and clocks hang on it.
    fn opens(&self, at: usize) -> bool {
        let Some(row) = self.scene.rows.get(at) else { return true };
        row.duty.and_then(|duty| self.scene.begin(duty)).is_none_or(|first| row.at <= first)
    }

    /// Whether a deadline of a step was changed in this case, or may have been.
    fn changed(&self, deadlines: &[crate::model::resolve::Deadline]) -> bool {
        deadlines.iter().flat_map(|own| &own.forms).any(|form| {
            let steps = form.extend.iter().map(|(step, ..)| step).chain(&form.restart);
            let pauses = form.pauses.iter().flat_map(|(from, until)| [from, until]);
            steps.chain(pauses).any(|step| self.scene.count(*step) > 0)
        })
    }

    /// When a step that is left out falls due: by its own deadline, else when its duty ends or a
    /// later step is done. Nothing if that can't be said or lies ahead.
    fn falls_due(&self, id: StepId) -> Option<i64> {
        let step = self.step(id);
        if self.changed(&step.deadlines) {
            return None;
        }
        let due = match self.scene.soonest(&step.deadlines, step.duty) {
            Some(due) => Some(due),
            None => {
                let later = self.scene.first_of(step.duty, |own| own.after.contains(&id));
                [later, self.scene.ended(step.duty)].into_iter().flatten().min()
            }
        };
        due.filter(|due| *due <= self.as_of)
    }

    fn answer(&self, rule: &'static str, duty: DutyId, step: Option<StepId>) -> Answer {
        Answer {
            rule,
            duty: self.world.model.duty(duty).id.clone(),
            step: step.map_or(String::new(), |step| self.step(step).id.clone()),
            case: self.scene.name.clone(),
            detail: String::new(),
            fault: "",
        }
    }
}
