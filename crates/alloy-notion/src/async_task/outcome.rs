//! What an action leads to that Notion may go on with after it has answered.

/// Declares an enum of an object that is done, and of a task that is still at it.
///
/// ```text
/// outcome! {
///     /// What creating a page leads to.
///     pub enum PageCreated {
///         /// The page.
///         Done(Page),
///         /// A task that makes it.
///         Task(AsyncTask),
///     }
/// }
/// ```
///
/// gives what [`by_object!`](crate::wire::by_object) does, `as_done`, `as_task`, and `of_reply`,
/// whose errors say where a reply cannot be read.
macro_rules! outcome {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(#[$done_meta:meta])*
            Done($done:ident),
            $(#[$task_meta:meta])*
            Task($task:ident),
        }
    ) => {
        $crate::wire::by_object! {
            $(#[$meta])*
            pub enum $name {
                $(#[$done_meta])*
                Done($done),
                $(#[$task_meta])*
                Task($task),
            }
        }

        impl $name {
            /// What was asked for, unless a task is still at it.
            pub fn as_done(&self) -> Option<&$done> {
                match self {
                    Self::Done(done) => Some(done),
                    _ => None,
                }
            }

            /// The task that is still at it, if there is one.
            pub fn as_task(&self) -> Option<&$task> {
                match self {
                    Self::Task(task) => Some(task),
                    _ => None,
                }
            }

            fn of_reply(reply: &alloy_core::Reply) -> Result<Self, alloy_core::Error> {
                if reply.field("object").is_some_and(|object| object == $task::NAME) {
                    return reply.decode().map(|task| Self::Task(Box::new(task)));
                }
                reply.decode().map(|done| Self::Done(Box::new(done)))
            }
        }
    };
}

pub(crate) use outcome;
