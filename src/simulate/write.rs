//! The log and the sheet as comma-separated text.

use super::rng::Rng;
use super::scene::{Row, Scene};
use super::{Answer, World};
use crate::log::plain::PERSONS;

/// A cell, quoted where it must be.
fn cell(text: &str, into: &mut String) {
    if text.contains([',', '"', '\n', '\r']) {
        into.push('"');
        into.push_str(&text.replace('"', "\"\""));
        into.push('"');
    } else {
        into.push_str(text);
    }
}

fn line<'t>(cells: impl Iterator<Item = &'t str>, into: &mut String) {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            into.push(',');
        }
        cell(text, into);
    }
    into.push('\n');
}

/// The log: rows by instant, cases mixed as they come.
pub(super) fn log(world: &World<'_>, scenes: &[Scene<'_>], rng: &mut Rng) -> String {
    let model = world.model;
    let mut rows: Vec<(&Scene<'_>, &Row)> =
        scenes.iter().flat_map(|scene| scene.rows.iter().map(move |row| (scene, row))).collect();
    rng.shuffle(&mut rows);
    rows.sort_by_key(|(_, row)| row.at);
    let mut text = String::new();
    let fixed = crate::log::plain::COLUMNS.iter().copied();
    line(fixed.chain(model.fields.iter().map(|field| field.id.as_str())), &mut text);
    for (scene, row) in rows {
        let duty = row.duty.map_or("", |duty| model.duty(duty).id.as_str());
        let step = row.step.map(|step| model.step(step).id.as_str());
        let step = row.step_name.as_deref().or(step).unwrap_or("");
        let at = model.zone.show_short(row.at);
        let body = row.body.map_or("", |body| model.body(body).id.as_str());
        let persons = row.persons.join(PERSONS);
        let fixed = [
            scene.name.as_str(),
            duty,
            step,
            &at,
            body,
            &persons,
            &row.kind,
            &row.target,
            &row.area,
            &row.text,
            "",
        ];
        let fields = (0u16..).zip(&model.fields).map(|(at, _)| {
            let id = crate::model::resolve::FieldId(at);
            row.fields.get(&id).map_or("", String::as_str)
        });
        line(fixed.into_iter().chain(fields), &mut text);
    }
    text
}

/// The answer sheet.
pub(super) fn sheet(answers: &[Answer]) -> String {
    let mut text = String::from("rule,duty,step,case,detail,fault\n");
    for own in answers {
        let cells = [own.rule, &own.duty, &own.step, &own.case, &own.detail, own.fault];
        line(cells.into_iter(), &mut text);
    }
    text
}
