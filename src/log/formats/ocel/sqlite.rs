//! As a database: a table for each type of events and of objects, and one for what touches what.

use std::collections::BTreeMap;

use rusqlite::{Connection, Rows, Statement};

use super::super::super::table::{Stop, Take};
use super::super::sqlite::{quoted, value, why};
use super::objects::Objects;
use super::{Broken, Flat, Happening, Happenings, about, cases};
use crate::text::Words;

/// Whether these are the tables of such a log.
pub(in super::super) fn is(tables: &[String]) -> bool {
    let wanted = ["event", "object", "event_object", "event_map_type", "object_map_type"];
    wanted.iter().all(|wanted| tables.iter().any(|table| table == wanted))
}

/// Gives the events of each type of objects that is a case.
pub(in super::super) fn each(
    connection: &Connection,
    wanted: &[String],
    take: &mut Take<'_>,
) -> Result<(), Stop> {
    let damaged = |error: rusqlite::Error| {
        let hint = Words::fixed("export the log as OCEL 2.0 again", "请重新导出 OCEL 2.0 日志");
        Stop::NotALog(why(&error), hint)
    };
    let objects = objects(connection).map_err(damaged)?;
    for kind in cases(&objects, wanted)? {
        let kinds = mapped(connection, "event").map_err(damaged)?;
        let mut statements = Vec::new();
        for (name, table) in &kinds {
            statements.push(of_kind(connection, name, table).map_err(damaged)?);
        }
        let mut cursors = Vec::new();
        for ((name, _), statement) in kinds.iter().zip(&mut statements) {
            cursors.push(Cursor::new(name, statement).map_err(damaged)?);
        }
        let mut touches = connection
            .prepare(
                "SELECT e.rowid, t.ocel_object_id, t.ocel_qualifier FROM event e \
                 JOIN event_object t ON t.ocel_event_id = e.ocel_id ORDER BY e.rowid, t.rowid",
            )
            .map_err(damaged)?;
        let touches = Touches { rows: touches.query([]).map_err(damaged)?, next: None };
        let happenings = Merged { cursors, touches };
        take(about(kind), &mut Flat::new(&objects, kind, happenings))?;
    }
    Ok(())
}

/// The tables of the types of events or objects, by type.
fn mapped(connection: &Connection, what: &str) -> rusqlite::Result<BTreeMap<String, String>> {
    let query = format!("SELECT ocel_type, ocel_type_map FROM {what}_map_type");
    let mut statement = connection.prepare(&query)?;
    let rows = statement.query_map([], |row| Ok((value(row, 0), value(row, 1))))?;
    rows.map(|row| row.map(|(kind, map)| (kind, format!("{what}_{map}")))).collect()
}

/// The events of a type, each with its place among all events.
fn of_kind<'c>(
    connection: &'c Connection,
    kind: &str,
    table: &str,
) -> rusqlite::Result<Statement<'c>> {
    let (table, kind) = (quoted(table), kind.replace('\'', "''"));
    connection.prepare(&format!(
        "SELECT e.rowid, t.* FROM event e JOIN {table} t ON t.ocel_id = e.ocel_id \
         WHERE e.ocel_type = '{kind}' ORDER BY e.rowid"
    ))
}

fn objects(connection: &Connection) -> rusqlite::Result<Objects> {
    let mut objects = Objects::default();
    let mut statement =
        connection.prepare("SELECT ocel_id, ocel_type FROM object ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        objects.add(&value(row, 0), &value(row, 1));
    }
    for table in mapped(connection, "object")?.values() {
        let mut statement =
            connection.prepare(&format!("SELECT * FROM {} ORDER BY rowid", quoted(table)))?;
        let columns: Vec<_> = statement.column_names().map(str::to_owned).collect();
        let place = |name: &str| columns.iter().position(|column| column == name);
        let (id, time, changed) =
            (place("ocel_id"), place("ocel_time"), place("ocel_changed_field"));
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let own = |at: Option<usize>| at.map(|at| value(row, at)).unwrap_or_default();
            let (id, time, changed) = (own(id), own(time), own(changed));
            let from = Some(time.as_str()).filter(|time| !time.is_empty());
            for (at, column) in columns.iter().enumerate() {
                // A row that changes one field says nothing of the others.
                let said = changed.is_empty() || changed == *column;
                if said && !column.starts_with("ocel_") {
                    objects.tell(&id, column, from, &value(row, at));
                }
            }
        }
    }
    let related = connection
        .prepare("SELECT ocel_source_id, ocel_target_id FROM object_object ORDER BY rowid");
    // A log without such relations may lack their table.
    if let Ok(mut statement) = related {
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            objects.relate(&value(row, 0), &value(row, 1));
        }
    }
    Ok(objects)
}

/// The events of one type, of which the next is known.
struct Cursor<'s> {
    rows: Rows<'s>,
    columns: Vec<String>,
    kind: &'s str,
    next: Option<(i64, Happening)>,
}

impl<'s> Cursor<'s> {
    fn new(kind: &'s str, statement: &'s mut Statement<'_>) -> rusqlite::Result<Self> {
        let columns = statement.column_names().map(str::to_owned).collect();
        let mut cursor = Self { rows: statement.query([])?, columns, kind, next: None };
        cursor.step()?;
        Ok(cursor)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            None => None,
            Some(row) => {
                let mut event = Happening { kind: self.kind.to_owned(), ..Happening::default() };
                for (at, column) in self.columns.iter().enumerate().skip(1) {
                    match column.as_str() {
                        "ocel_id" => event.id = value(row, at),
                        "ocel_time" => event.time = value(row, at),
                        name => event.attributes.push((name.to_owned(), value(row, at))),
                    }
                }
                Some((row.get(0)?, event))
            }
        };
        Ok(())
    }
}

/// What events touch, in the order of events.
struct Touches<'s> {
    rows: Rows<'s>,
    next: Option<(i64, String, String)>,
}

impl Touches<'_> {
    /// What one event touches; those before it are passed by.
    fn of(&mut self, event: i64) -> rusqlite::Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        loop {
            match self.next.take() {
                Some((at, id, role)) if at == event => found.push((id, role)),
                Some(next) if next.0 > event => {
                    self.next = Some(next);
                    return Ok(found);
                }
                _ => {}
            }
            match self.rows.next()? {
                None => return Ok(found),
                Some(row) => self.next = Some((row.get(0)?, value(row, 1), value(row, 2))),
            }
        }
    }
}

/// The events of all types in their order.
struct Merged<'s> {
    cursors: Vec<Cursor<'s>>,
    touches: Touches<'s>,
}

impl Happenings for Merged<'_> {
    fn next(&mut self) -> Result<Option<Result<Happening, Broken>>, Words> {
        let said = |error: rusqlite::Error| why(&error);
        let next = self.cursors.iter_mut().filter(|cursor| cursor.next.is_some());
        let next = next.min_by_key(|cursor| cursor.next.as_ref().map(|(place, _)| *place));
        let Some((cursor, (place, mut event))) =
            next.and_then(|cursor| cursor.next.take().map(|next| (cursor, next)))
        else {
            return Ok(None);
        };
        cursor.step().map_err(said)?;
        event.touches = self.touches.of(place).map_err(said)?;
        Ok(Some(Ok(event)))
    }
}
