//! The office's rules, for people.

use gridwarden_core::view::rules::Settings;

pub fn settings(s: &Settings) -> String {
    let days: Vec<_> = s.recheck_days.iter().map(u32::to_string).collect();
    format!(
        "title             {}\nrecheck_days      {}\nduplicate_metres  {}\npatrol_days       {}\nkeep_originals    {}\n",
        s.title,
        days.join(" "),
        s.duplicate_metres,
        s.patrol_days,
        if s.keep_originals { "on" } else { "off" }
    )
}
