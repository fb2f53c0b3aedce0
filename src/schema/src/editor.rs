//! How a value can be edited: the kinds of fields that a form is made of.

use serde_json::Value;

use crate::schema::Schema;

/// How a value is edited.
#[derive(Clone, Debug, PartialEq)]
pub enum Editor {
    /// Some letters.
    Text(TextKind),
    /// A number.
    Number,
    /// Yes or no.
    Switch,
    /// One of some values.
    Choice(Vec<Choice>),
    /// The only value that is allowed.
    Constant(Value),
    /// A group of fields.
    Object(Group),
    /// Entries in an order.
    List(List),
    /// One of several forms.
    Alternatives(Alternatives),
    /// JSON.
    Raw,
}

/// How a text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// In one line.
    Line,
    /// In as many lines as it takes.
    Lines,
    /// A day.
    Date,
    /// Hours and minutes.
    Clock,
    /// An email address.
    Email,
    /// A web address.
    Uri,
    /// A phone number with its country code.
    Phone,
}

/// A value to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The value.
    pub value: Value,
    /// What it is called.
    pub label: String,
}

/// The fields of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// In the order of the schema, then those that the value has besides.
    pub properties: Vec<Property>,
    /// Whether fields can be added, and by which schema.
    pub rest: Rest,
    /// How they are laid out.
    pub layout: Layout,
    /// Where the object has one of several forms beside its own fields.
    pub alternatives: Option<Alternatives>,
}

/// Fields that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// None can be added.
    Closed,
    /// Some can, and each is as the schema says.
    Like(Schema),
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name in the object.
    pub key: String,
    /// What it may be; `None` for one that the schema does not know.
    pub schema: Option<Schema>,
    /// Whether it must be there.
    pub is_required: bool,
}

/// How the fields of an object are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One below the other.
    Rows,
    /// Beside each other: a few short fields, such as the two ends of a range.
    Line,
    /// The days of a week, a line each.
    Week,
}

/// The entries of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The schemas of the first entries, where each has its own.
    pub first: Vec<Schema>,
    /// The schema of all others.
    pub rest: Option<Schema>,
    /// Whether entries can be added to the fixed ones.
    pub is_open: bool,
}

impl List {
    /// The schema of an entry.
    pub fn schema_of(&self, index: usize) -> Option<&Schema> {
        self.first.get(index).or(self.rest.as_ref())
    }
}

/// Several forms of which a value has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternatives {
    /// Each with what it is called.
    pub all: Vec<(String, Schema)>,
    /// The one that the value has.
    pub chosen: Option<usize>,
}
