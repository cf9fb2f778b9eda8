//! Why a deploy did not come to its end.

/// Whether it is worth to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It may go away by itself: a connection, a busy server.
    Passing,
    /// It will not.
    Lasting,
    /// Another deploy is at work on the target.
    Busy,
    /// Another deploy took the target over.
    Lost,
    /// Somebody ended it.
    Interrupted,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether it is worth to try again.
    pub kind: Kind,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// What may go away by itself.
    pub fn passing(message: impl Into<String>) -> Self {
        Self { kind: Kind::Passing, message: message.into(), hint: None }
    }

    /// What will not.
    pub fn lasting(message: impl Into<String>, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into());
        Self { kind: Kind::Lasting, message: message.into(), hint }
    }

    /// Another deploy is at work.
    pub fn busy() -> Self {
        Self {
            kind: Kind::Busy,
            message: "another deploy is at work on this target".to_owned(),
            hint: Some("wait until it has ended, and type the command again".to_owned()),
        }
    }

    /// Another deploy took the target over.
    pub fn lost() -> Self {
        Self {
            kind: Kind::Lost,
            message: "another deploy has taken this target over, for this one gave no \
                      sign of life"
                .to_owned(),
            hint: Some("wait until it has ended, and type the command again".to_owned()),
        }
    }

    /// Somebody ended it.
    pub fn interrupted() -> Self {
        Self {
            kind: Kind::Interrupted,
            message: "the deploy was ended before all was sent".to_owned(),
            hint: Some(
                "type the command again: it goes on where this one ended".to_owned(),
            ),
        }
    }

    /// Whether it is worth to try again.
    pub fn is_passing(&self) -> bool {
        self.kind == Kind::Passing
    }

    /// The same about something.
    #[must_use]
    pub fn about(mut self, what: &str) -> Self {
        self.message = format!("`{what}`: {}", self.message);
        self
    }
}
