//! Work outside of the list: by the wrong body, by nobody's duty, with data that may not be recorded.

use std::collections::BTreeMap;

use super::Site;
use crate::model::resolve::{BodyId, FieldId, What};
use crate::simulate::Answer;
use crate::simulate::rng::Rng;
use crate::simulate::scene::Row;

const MINUTE: i64 = 60_000;

/// Lets a body act that has nothing to do with the duty.
pub(super) fn wrong_body(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let links = &site.world.links;
    let found = site.free(rng, |id, step| {
        let asks = |what: &What| matches!(what, What::Level(_) | What::Above);
        let above = model
            .steps_of(step.duty)
            .any(|own| model.step(own).demands.iter().any(|demand| asks(&demand.what)));
        let link = links.of(id);
        !above && !link.accepts && !link.returns && !link.counted
    });
    for (id, at) in found {
        let step = site.step(id);
        let duty = model.duty(step.duty);
        let concerned = |body: BodyId| {
            let mut parties = duty.holder.into_iter().chain(duty.supporting.iter().copied());
            parties.any(|party| model.is(body, party))
        };
        let count = u16::try_from(model.bodies.len()).unwrap_or(u16::MAX);
        let day = model.zone.day(site.scene.rows.get(at)?.at);
        let mut others: Vec<BodyId> =
            (0..count).map(BodyId).filter(|own| !concerned(*own)).collect();
        others.retain(|own| {
            let body = model.body(*own);
            body.from.is_none_or(|from| from <= day) && body.until.is_none_or(|until| day <= until)
        });
        if duty.holder.is_none() || site.scene.of(step.duty).count() < 2 {
            continue;
        }
        let Some(body) = rng.pick(&others).copied() else { continue };
        // It answers for nothing: the case has rows of the holder besides.
        let kept = site.scene.of(step.duty).any(|row| {
            row.step != Some(id)
                && row.body.is_some_and(|own| duty.holder.is_some_and(|h| model.is(own, h)))
        });
        if !kept {
            continue;
        }
        let row = site.scene.rows.get_mut(at)?;
        row.body = Some(body);
        row.area = String::new();
        return Some(vec![site.answer("outside/wrong-body", step.duty, None)]);
    }
    None
}

fn foreign(site: &Site<'_, '_>, at: i64) -> Row {
    Row {
        duty: None,
        step: None,
        step_name: None,
        at,
        body: site.scene.rows.iter().find_map(|row| row.body),
        persons: Vec::new(),
        kind: String::new(),
        target: String::new(),
        area: String::new(),
        text: String::new(),
        fields: BTreeMap::new(),
        window: None,
    }
}

/// An instant after everything in the case.
fn after(site: &Site<'_, '_>) -> Option<i64> {
    let last = site.scene.rows.iter().map(|row| row.at).max()?;
    Some(last + MINUTE).filter(|at| *at < site.as_of)
}

/// Adds work that no duty covers.
pub(super) fn not_listed(site: &mut Site<'_, '_>, _: &mut Rng) -> Option<Vec<Answer>> {
    const TEXT: &str = "〇〇〇";
    let text = TEXT.to_lowercase();
    let known = |word: &String| text.contains(&word.to_lowercase());
    if site.world.model.duties.iter().any(|duty| duty.keywords.iter().any(known)) {
        return None;
    }
    let row = Row { text: TEXT.to_owned(), ..foreign(site, after(site)?) };
    site.scene.rows.push(row);
    let answer =
        Answer { rule: "outside/not-listed", case: site.scene.name.clone(), ..Answer::default() };
    Some(vec![answer])
}

/// Adds an entry of a duty that is none of its steps.
pub(super) fn not_a_step(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let duties: Vec<_> = site
        .scene
        .played
        .iter()
        .copied()
        .filter(|duty| model.steps_of(*duty).next().is_some() && site.scene.begin(*duty).is_some())
        .collect();
    let duty = *rng.pick(&duties)?;
    let row = Row {
        duty: Some(duty),
        step_name: Some("〇〇〇".to_owned()),
        ..foreign(site, after(site)?)
    };
    site.scene.rows.push(row);
    Some(vec![site.answer("outside/step-not-in-standard", duty, None)])
}

/// Writes an act of the negative list into a row.
pub(super) fn prohibited(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let words: Vec<&String> =
        site.world.model.prohibited.iter().filter_map(|own| own.keywords.first()).collect();
    let word = (*rng.pick(&words)?).clone();
    let count = site.scene.rows.len();
    let row = site.scene.rows.get_mut(rng.below(count))?;
    row.text = word;
    let answer = Answer {
        rule: "outside/prohibited-act",
        case: site.scene.name.clone(),
        ..Answer::default()
    };
    Some(vec![answer])
}

/// Records what the duty may not record.
pub(super) fn not_permitted(site: &mut Site<'_, '_>, rng: &mut Rng) -> Option<Vec<Answer>> {
    let model = site.world.model;
    let mut rows: Vec<usize> = (0..site.scene.rows.len()).collect();
    rng.shuffle(&mut rows);
    for at in rows {
        let row = site.scene.rows.get(at)?;
        let Some(duty) = row.duty else { continue };
        let Some(permitted) = &model.duty(duty).permitted else { continue };
        let field = (0u16..).zip(&model.fields).map(|(at, _)| FieldId(at)).find(|field| {
            !permitted.contains(field)
                && !site.world.asked.iter().any(|asked| asked.contains(field))
        });
        let Some(field) = field else { continue };
        let value = crate::simulate::values::fill(site.world, field, site.scene, rng);
        if value.is_empty() {
            continue;
        }
        site.scene.rows.get_mut(at)?.fields.insert(field, value);
        return Some(vec![site.answer("outside/data-not-permitted", duty, None)]);
    }
    None
}
