//! The files of `sample/`, compiled in.

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::front_matter;
use super::history::{Branch, Step, StepFile};
use super::sample_error::SampleError;

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// One agent, read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(super) about: About,
    /// The content with everything that is ever added to it.
    pub(super) content: Value,
    pub(super) steps: Vec<Step>,
    pub(super) branches: Vec<Branch>,
    /// By environment.
    pub(super) config_pages: IndexMap<String, ConfigPage>,
    pub(super) connectors: Vec<Connector>,
}

/// What an agent is called, and who works on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) name: String,
    /// See [`super::calendar`].
    pub(super) created: String,
    /// A key of `people`.
    pub(super) owner: String,
    /// E-mail addresses.
    pub(super) people: IndexMap<String, String>,
    /// The settings of the content.
    settings: Value,
}

/// A real-time config page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigPage {
    /// See [`super::calendar`].
    pub(super) updated: String,
    pub(super) schema: Value,
    pub(super) variables: Value,
}

/// A connector with its numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Connector {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) environment: String,
    #[serde(default = "english")]
    pub(super) language: String,
    pub(super) voice: String,
    /// The site it answers for; any when `None`.
    pub(super) site: Option<String>,
    #[serde(default = "yes")]
    pub(super) handoff: bool,
    pub(super) numbers: Vec<String>,
}

/// Reads every agent, the largest first.
pub(crate) fn agents() -> Result<Vec<Source>, SampleError> {
    let mut agents: Vec<_> = SAMPLE.dirs().map(read).collect::<Result<_, _>>()?;
    let topics = |source: &Source| source.content["topics"].as_object().map_or(0, Map::len);
    agents.sort_by_key(|source| std::cmp::Reverse(topics(source)));
    Ok(agents)
}

/// A file of the workspace, beside the folders of the agents.
pub(super) fn of_workspace<T: DeserializeOwned>(file: &str) -> Result<T, SampleError> {
    let text = SAMPLE.get_file(file).and_then(|file| file.contents_utf8());
    toml(file, text.ok_or_else(|| SampleError::new(file, "is missing"))?)
}

fn read(folder: &Dir<'_>) -> Result<Source, SampleError> {
    let folder = Folder(folder);
    let about: About = folder.toml("agent.toml")?;
    let mut content = Map::new();
    content.insert("behavior".to_owned(), folder.text("behavior.md")?.trim().into());
    content.insert("settings".to_owned(), about.settings.clone());
    content.insert("topics".to_owned(), folder.each("topics", front_matter::topic)?);
    content.insert("functions".to_owned(), folder.each("functions", front_matter::function)?);
    content.insert("flows".to_owned(), folder.flows()?);
    content.extend(folder.sites()?);
    for (key, file) in [("handoffs", "handoffs.toml"), ("sms", "sms.toml")] {
        content.insert(key.to_owned(), folder.toml_or_nothing(file)?);
    }
    let mut speech = folder.toml_or_nothing("speech.toml")?;
    for key in ["pronunciations", "keyphrases", "stop_keywords", "corrections"] {
        let part = speech.get_mut(key).map_or_else(|| json!({}), Value::take);
        content.insert(key.to_owned(), part);
    }
    let step_files = folder.files("history").map(|(file, text)| toml::<StepFile>(&file, text));
    let step_files: Vec<_> = step_files.collect::<Result<_, _>>()?;
    let branches = folder.files("branches").map(|(file, text)| toml(&file, text));
    let pages = folder.files("real-time-config").map(|(file, text)| {
        let page = serde_json::from_str(text).map_err(|error| SampleError::new(&file, error))?;
        Ok((stem(&file).to_owned(), page))
    });
    Ok(Source {
        content: content.into(),
        steps: step_files.into_iter().flat_map(|step_file| step_file.steps).collect(),
        branches: branches.collect::<Result<_, _>>()?,
        config_pages: pages.collect::<Result<_, _>>()?,
        connectors: match folder.toml_or_nothing("telephony.toml")?.get_mut("connectors") {
            None => Vec::new(),
            Some(list) => serde_json::from_value(list.take())
                .map_err(|error| SampleError::new(folder.path("telephony.toml"), error))?,
        },
        about,
    })
}

/// The folder of one agent.
#[derive(Clone, Copy)]
struct Folder<'a>(&'a Dir<'a>);

impl<'a> Folder<'a> {
    fn path(self, below: &str) -> String {
        format!("{}/{below}", self.0.path().display())
    }

    fn get(self, below: &str) -> Option<&'a str> {
        self.0.get_file(self.path(below))?.contents_utf8()
    }

    fn text(self, below: &str) -> Result<&'a str, SampleError> {
        self.get(below).ok_or_else(|| SampleError::new(self.path(below), "is missing"))
    }

    fn toml<T: DeserializeOwned>(self, below: &str) -> Result<T, SampleError> {
        toml(&self.path(below), self.text(below)?)
    }

    fn toml_or_nothing(self, below: &str) -> Result<Value, SampleError> {
        match self.get(below) {
            None => Ok(json!({})),
            Some(text) => front_matter::toml(&self.path(below), text).map(Value::Object),
        }
    }

    /// The files of a folder below, with their paths, in the order of their names.
    fn files(self, below: &str) -> impl Iterator<Item = (String, &'a str)> {
        let folder = self.0.get_dir(self.path(below));
        let files = folder.into_iter().flat_map(Dir::files);
        let files = files
            .filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?)));
        let mut files: Vec<_> = files.collect();
        files.sort_unstable();
        files.into_iter()
    }

    /// What `read` makes of each file of a folder, by the file's name.
    fn each(
        self,
        below: &str,
        read: impl Fn(&str, &str) -> Result<Value, SampleError>,
    ) -> Result<Value, SampleError> {
        let read = |(file, text): (String, &str)| Ok((stem(&file).to_owned(), read(&file, text)?));
        self.files(below).map(read).collect::<Result<Map<_, _>, _>>().map(Value::Object)
    }

    fn flows(self) -> Result<Value, SampleError> {
        let folders = self.0.get_dir(self.path("flows")).into_iter().flat_map(Dir::dirs);
        let mut flows = Map::new();
        for folder in folders {
            let key = folder.path().file_name().unwrap_or_default().to_string_lossy();
            let folder = Folder(folder);
            let mut flow: Value = folder.toml("flow.toml")?;
            for (part, read) in [
                ("steps", front_matter::step as fn(&str, &str) -> _),
                ("functions", front_matter::function),
            ] {
                let mut all = folder.each(part, read)?;
                let order = flow[part].as_array().cloned().unwrap_or_default();
                let in_order = order
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|key| (key.to_owned(), all[key].take()));
                flow[part] = Value::Object(in_order.collect());
            }
            flows.insert(key.into_owned(), flow);
        }
        Ok(flows.into())
    }

    /// `attributes` and `sites` of `sites.csv`; both are empty without the file.
    fn sites(self) -> Result<Vec<(String, Value)>, SampleError> {
        let text = self.get("sites.csv").unwrap_or("name\n");
        let error = |error| SampleError::new(self.path("sites.csv"), error);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let names = table.headers().map_err(error)?.clone();
        let names = || names.iter().skip(1).map(str::to_owned);
        let mut sites = Map::new();
        for row in table.records() {
            let row = row.map_err(error)?;
            let cells = names().zip(row.iter().skip(1).map(Value::from));
            sites.insert(row[0].to_owned(), Value::Object(cells.collect()));
        }
        let attributes = names().map(|name| (name.clone(), json!({"name": name})));
        let attributes: Map<_, _> = attributes.collect();
        Ok(vec![("attributes".to_owned(), attributes.into()), ("sites".to_owned(), sites.into())])
    }
}

fn toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, SampleError> {
    toml::from_str(text).map_err(|error| SampleError::new(file, error))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn english() -> String {
    "en-GB".to_owned()
}

fn yes() -> bool {
    true
}
