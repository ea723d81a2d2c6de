//! Days of the Gregorian calendar, counted from 1970.
//!
//! The arithmetic is that of Howard Hinnant's `days_from_civil` and `civil_from_days`, for the
//! years 0 to 9999.

/// How many days a month has; 0 when there is no such month.
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

/// The day's number, if there is such a day.
pub(super) fn number_of(year: u16, month: u8, day: u8) -> Option<i64> {
    if year > 9999 || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The year, month and day of a day's number.
pub(super) fn day_of(number: i64) -> (i64, i64, i64) {
    let number = number + 719_468;
    let era = number.div_euclid(146_097);
    let day_of_era = number.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_is_found_again() {
        let mut expected = number_of(0, 1, 1).unwrap();
        for year in 0..=9999 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(number_of(year, month, day), Some(expected));
                    let found = (i64::from(year), i64::from(month), i64::from(day));
                    assert_eq!(day_of(expected), found);
                    expected += 1;
                }
            }
        }
        assert_eq!(number_of(1970, 1, 1), Some(0));
        assert_eq!(number_of(2023, 13, 1), None);
        assert_eq!(number_of(2023, 1, 0), None);
    }
}
