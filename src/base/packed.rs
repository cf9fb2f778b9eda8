//! Days, times and offsets in the form in which a cache keeps them: as numbers, each of which
//! is looked at when it is read.

/// A calendar day.
pub mod day {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Year, month and day.
    pub fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        (day.year(), day.month(), day.day()).serialize(to)
    }

    /// A day, if it is one.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        Date::new(year, month, day).map_err(D::Error::custom)
    }
}

/// A day with its time.
pub mod time {
    use jiff::civil::{DateTime, Time};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super::day")] jiff::civil::Date);

    /// The day, and how long it has lasted.
    pub fn serialize<S: Serializer>(time: &DateTime, to: S) -> Result<S::Ok, S::Error> {
        let clock = (time.hour(), time.minute(), time.second());
        (Day(time.date()), clock, time.subsec_nanosecond()).serialize(to)
    }

    /// A time, if it is one.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
        type Packed = (Day, (i8, i8, i8), i32);
        let (Day(day), (hour, minute, second), nanosecond) = Packed::deserialize(from)?;
        let time = Time::new(hour, minute, second, nanosecond);
        Ok(day.to_datetime(time.map_err(D::Error::custom)?))
    }
}

/// An offset from UTC, if there is one.
pub mod offset {
    use jiff::tz::Offset;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Its seconds.
    pub fn serialize<S: Serializer>(
        offset: &Option<Offset>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        offset.map(Offset::seconds).serialize(to)
    }

    /// An offset, if it is one.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Offset>, D::Error> {
        let seconds: Option<i32> = Deserialize::deserialize(from)?;
        seconds.map(Offset::from_seconds).transpose().map_err(D::Error::custom)
    }
}
