//! In which order a source writes day, month and year where one value alone could be read in several: told from the
//! whole of its column or property.

use super::days::{self, Day, is_time, known};
use super::encoding::{Guess, Text};
use super::fields::Use;
use super::heads::Head;
use super::records::Context;
use super::rows::{Row, Rows};
use super::values::{MAX_FIELDS, Values, cell};
use super::width::half;
use crate::Result;
use std::path::Path;

/// How many digits the year of a day has that may be written in several orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `3/12/2025`.
    Long,
    /// `25.3.1`.
    Short,
}

/// An order of day, month and year, by what stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    Year,
    Month,
    Day,
}

impl Order {
    const ALL: [Order; 3] = [Order::Year, Order::Month, Order::Day];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The one order among those allowed; none where several are left, or none.
    fn only(allowed: u8) -> Option<Order> {
        Order::ALL.into_iter().find(|o| o.bit() == allowed)
    }

    /// The three numbers as year, month and day.
    fn sort([a, b, c]: [&str; 3], order: Order) -> [&str; 3] {
        match order {
            Order::Year => [a, b, c],
            Order::Month => [c, a, b],
            Order::Day => [c, b, a],
        }
    }
}

/// Years of two digits that a list of work may be about: it is of these days.
const NEAR: std::ops::RangeInclusive<i32> = 2010..=2039;

/// The three numbers of a day that does not begin with a year of four digits.
fn three(text: &str) -> Option<(Form, [&str; 3])> {
    let text = days::until(text).unwrap_or(text);
    let mut parts = text.splitn(3, ['/', '.', '-']);
    let (a, b, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (c, time) = rest.split_at(end);
    let short = |s: &str| matches!(s.len(), 1 | 2) && s.bytes().all(|b| b.is_ascii_digit());
    let form = match c.len() {
        4 => Form::Long,
        1 | 2 => Form::Short,
        _ => return None,
    };
    (short(a) && short(b) && is_time(time)).then_some((form, [a, b, c]))
}

/// The day that three numbers are in an order.
fn ordered(form: Form, numbers: [&str; 3], order: Order) -> Option<String> {
    let [y, m, d] = Order::sort(numbers, order);
    let year = match form {
        Form::Long => y.to_owned(),
        Form::Short => format!("20{y:0>2}"),
    };
    match known(&year, m, d) {
        Day::Known(day) if form == Form::Long || NEAR.contains(&year.parse().unwrap_or(0)) => Some(day),
        _ => None,
    }
}

/// The orders that a day can be read in, a bit for each; none where it is written so that there is no choice.
fn allowed_by(text: &str) -> Option<(Form, u8)> {
    let text = half(text.trim());
    let (form, numbers) = three(&text)?;
    let allowed = (Order::ALL.into_iter())
        .filter(|o| (form, *o) != (Form::Long, Order::Year) && ordered(form, numbers, *o).is_some())
        .fold(0, |all, o| all | o.bit());
    (allowed > 0).then_some((form, allowed))
}

/// A day of several readings by the order that its column has.
pub(super) fn by_order(text: &str, of: impl Fn(Form) -> Option<Order>) -> Option<(Order, String)> {
    let text = half(text.trim());
    let (form, numbers) = three(&text)?;
    let order = of(form)?;
    Some((order, ordered(form, numbers, order)?))
}

/// Rows after which a table without a single day of that sort is taken to have none.
const LOOKED_FOR: u32 = 5000;

/// Days with a year of two digits that make a column: fewer may be of any year.
const COLUMN: u32 = 3;

/// The orders that the columns of days leave, by field and form.
#[derive(Default)]
pub(super) struct Orders([[Option<Order>; 2]; MAX_FIELDS]);

/// The days of one column, for each form: how many so far, and a bit for each order that they allow.
#[derive(Clone, Copy)]
struct Column([(u32, u8); 2]);

impl Column {
    const NEW: Column = Column([(0, u8::MAX); 2]);

    fn take(&mut self, text: &str) {
        if let Some((form, orders)) = allowed_by(text) {
            let (days, so_far) = &mut self.0[form as usize];
            *days += 1;
            *so_far &= orders;
        }
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|(days, _)| *days == 0)
    }

    fn orders(self) -> [Option<Order>; 2] {
        let [long, short] = self.0;
        let order = |(days, allowed): (u32, u8), least| Order::only(allowed).filter(|_| days >= least);
        [order(long, 1), order(short, COLUMN)]
    }
}

impl Orders {
    /// The order for days of this form in a field.
    pub(super) fn get(&self, field: usize, form: Form) -> Option<Order> {
        self.0[field][form as usize]
    }

    /// Reads the table's columns of days once, ahead of its rows.
    pub(super) fn of(path: &Path, guess: &Guess, head: &Head, context: &Context<'_>) -> Result<Self> {
        let is_day = |u: &Use| days::FIELDS.contains(&context.target.fields[usize::from(u.field)].name);
        let columns: Vec<(usize, usize)> = (head.columns.iter().enumerate())
            .filter_map(|(i, c)| Some((i, usize::from(c.uses().iter().find(|u| is_day(u))?.field))))
            .collect();
        let mut orders = Self::default();
        let is_heading = |cell: &str| !context.wanted.uses(cell).is_empty();
        if columns.is_empty() {
            return Ok(orders);
        }
        // What is broken is refused when its row is read.
        let Ok(mut rows) = Rows::new(Text::open(path, guess)?, is_heading)? else {
            return Ok(orders);
        };
        let mut found = vec![Column::NEW; columns.len()];
        let mut row = Row::default();
        while let Ok(true) = rows.next(&mut row)? {
            if row.number > LOOKED_FOR && found.iter().all(Column::is_empty) {
                break;
            }
            let cells: Vec<&str> = row.cells().collect();
            for ((column, _), found) in columns.iter().zip(&mut found) {
                if let Some(text) = cells.get(*column) {
                    found.take(cell(text));
                }
            }
        }
        for ((_, field), found) in columns.iter().zip(found) {
            orders.0[*field] = found.orders();
        }
        Ok(orders)
    }

    /// Reads the days of features once, ahead of the features; `each` hands them over as long as it is told to go on.
    pub(super) fn of_features(
        context: &Context<'_>,
        mut each: impl FnMut(&mut dyn FnMut(&Values<'_>) -> bool) -> Result<()>,
    ) -> Result<Self> {
        let fields: Vec<usize> = (context.target.fields.iter().enumerate())
            .filter(|(_, f)| days::FIELDS.contains(&f.name))
            .map(|(i, _)| i)
            .collect();
        let mut orders = Self::default();
        if fields.is_empty() {
            return Ok(orders);
        }
        let mut found = vec![Column::NEW; fields.len()];
        let mut looked = 0;
        each(&mut |values| {
            for (field, found) in fields.iter().zip(&mut found) {
                if let Some(text) = values.get(*field) {
                    found.take(text);
                }
            }
            looked += 1;
            looked <= LOOKED_FOR || !found.iter().all(Column::is_empty)
        })?;
        for (field, found) in fields.into_iter().zip(found) {
            orders.0[field] = found.orders();
        }
        Ok(orders)
    }
}
