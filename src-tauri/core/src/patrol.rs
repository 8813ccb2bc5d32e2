//! When a cell is to be walked again (巡查): pure rules.

/// Whether ground last walked so many days ago (none = never) is to be walked again, where the office walks every `every` days.
pub fn is_due(ago: Option<u32>, every: u32) -> bool {
    ago.is_none_or(|a| a >= every)
}

/// Days from which ground belongs to the second, third, fourth and fifth class of the map; the fourth begins where it is
/// due, and what was never walked stands in a sixth.
pub fn bounds(every: u32) -> [u32; 4] {
    let every = every.max(4);
    [every / 4, every / 2, every, every * 2]
}

/// Class on the map, 0 (walked lately) to 5 (never walked).
pub fn class(ago: Option<u32>, every: u32) -> u8 {
    ago.map_or(5, |a| bounds(every).iter().filter(|b| a >= **b).count() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ground_is_due_on_the_day_itself_and_always_where_it_was_never_walked() {
        assert!(!is_due(Some(29), 30) && is_due(Some(30), 30) && is_due(None, 30));
        assert!(is_due(Some(0), 0));
    }

    #[test]
    fn the_fourth_class_begins_where_ground_is_due() {
        assert_eq!(bounds(30), [7, 15, 30, 60]);
        for every in 4..400 {
            let b = bounds(every);
            assert!(b.is_sorted_by(|x, y| x < y), "{b:?}");
            assert_eq!(class(Some(every - 1), every), 2);
            assert_eq!(class(Some(every), every), 3);
        }
        assert_eq!((class(Some(0), 30), class(Some(60), 30), class(None, 30)), (0, 4, 5));
    }
}
