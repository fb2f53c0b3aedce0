//! Attributes and variants of one branch.

use std::collections::BTreeMap;

use model::{Attribute, AttributeId, BranchRef, Variant, VariantId};

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::lost_answer::or_found;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// The columns of the grid.
    pub async fn attributes(&self, at: &BranchRef) -> Result<Vec<Attribute>, ApiError> {
        let answer: wire::AttributeList = self.get(endpoint::attributes(at)).await?;
        Ok(answer.attributes.into_iter().map(to_attribute).collect())
    }

    /// Adds a column.
    pub async fn create_attribute(
        &self,
        at: &BranchRef,
        name: &str,
    ) -> Result<Attribute, ApiError> {
        let body = wire::AttributeName { name: name.to_owned() };
        let answer = self.post(endpoint::attributes(at), &body).await.map(to_attribute);
        or_found(answer, self.find_attribute(at, |one| one.name == name)).await
    }

    /// Renames a column.
    pub async fn rename_attribute(
        &self,
        at: &BranchRef,
        id: &AttributeId,
        name: &str,
    ) -> Result<Attribute, ApiError> {
        let body = wire::AttributeName { name: name.to_owned() };
        let answer = self.patch(endpoint::attribute(at, id), &body).await.map(to_attribute);
        or_found(answer, self.find_attribute(at, |one| one.id == *id && one.name == name)).await
    }

    /// Deletes a column with its values.
    pub async fn delete_attribute(&self, at: &BranchRef, id: &AttributeId) -> Result<(), ApiError> {
        let path = endpoint::attribute(at, id);
        let answer = self.send(Method::Delete, path, None).await.map(drop);
        or_found(answer, async {
            let found = self.find_attribute(at, |one| one.id == *id).await?;
            Ok(found.is_none().then_some(()))
        })
        .await
    }

    async fn find_attribute(
        &self,
        at: &BranchRef,
        is_it: impl Fn(&Attribute) -> bool,
    ) -> Result<Option<Attribute>, ApiError> {
        Ok(self.attributes(at).await?.into_iter().find(is_it))
    }

    /// The rows of the grid.
    pub async fn variants(&self, at: &BranchRef) -> Result<Vec<Variant>, ApiError> {
        let answer: wire::VariantList = self.get(endpoint::variants(at)).await?;
        Ok(answer.variants.into_iter().map(to_variant).collect())
    }

    /// Adds a row; the first one becomes the default.
    pub async fn create_variant(
        &self,
        at: &BranchRef,
        name: &str,
        values: &BTreeMap<AttributeId, String>,
    ) -> Result<Variant, ApiError> {
        let body = wire::VariantCreate {
            name: name.to_owned(),
            attribute_values: Some(to_values(values)),
            is_default: None,
        };
        let answer = self.post(endpoint::variants(at), &body).await.map(to_variant);
        or_found(answer, self.find_variant(at, |one| one.name == name && has_values(one, values)))
            .await
    }

    /// Changes the name and values of a row.
    ///
    /// Whether the API merges or replaces `values` is not known (contract Part 6, 6): pass all of
    /// them, including the unchanged ones.
    pub async fn edit_variant(
        &self,
        at: &BranchRef,
        id: &VariantId,
        name: Option<&str>,
        values: Option<&BTreeMap<AttributeId, String>>,
    ) -> Result<Variant, ApiError> {
        let body = wire::VariantPatch {
            name: name.map(str::to_owned),
            attribute_values: values.map(to_values),
            is_default: None,
        };
        let answer = self.patch(endpoint::variant(at, id), &body).await.map(to_variant);
        let is_it = |one: &Variant| {
            one.id == *id
                && name.is_none_or(|name| one.name == name)
                && values.is_none_or(|values| has_values(one, values))
        };
        or_found(answer, self.find_variant(at, is_it)).await
    }

    /// Makes a row the default, which calls without a variant use.
    pub async fn set_default_variant(
        &self,
        at: &BranchRef,
        id: &VariantId,
    ) -> Result<Variant, ApiError> {
        let body = wire::VariantPatch { is_default: Some(true), ..Default::default() };
        let answer = self.patch(endpoint::variant(at, id), &body).await.map(to_variant);
        or_found(answer, self.find_variant(at, |one| one.id == *id && one.is_default)).await
    }

    /// Deletes a row. The API refuses to delete the default one.
    pub async fn delete_variant(&self, at: &BranchRef, id: &VariantId) -> Result<(), ApiError> {
        let path = endpoint::variant(at, id);
        let answer = self.send(Method::Delete, path, None).await.map(drop);
        or_found(answer, async {
            let found = self.find_variant(at, |one| one.id == *id).await?;
            Ok(found.is_none().then_some(()))
        })
        .await
    }

    async fn find_variant(
        &self,
        at: &BranchRef,
        is_it: impl Fn(&Variant) -> bool,
    ) -> Result<Option<Variant>, ApiError> {
        Ok(self.variants(at).await?.into_iter().find(is_it))
    }
}

/// Whether a row has these values, whatever others it has.
fn has_values(row: &Variant, values: &BTreeMap<AttributeId, String>) -> bool {
    values.iter().all(|(id, value)| row.value(id) == value)
}

fn to_attribute(attribute: wire::Attribute) -> Attribute {
    Attribute { id: AttributeId::new(attribute.id), name: attribute.name }
}

fn to_variant(variant: wire::Variant) -> Variant {
    // Inserted one by one: collecting into a map would add a sort to the page.
    let mut values = BTreeMap::new();
    for (id, value) in variant.attribute_values.values {
        values.insert(AttributeId::new(id), value);
    }
    Variant {
        id: VariantId::new(variant.id),
        name: variant.name,
        is_default: variant.is_default,
        values,
    }
}

fn to_values(values: &BTreeMap<AttributeId, String>) -> wire::AttributeValues {
    let mut all = BTreeMap::new();
    for (id, value) in values {
        all.insert(id.as_str().to_owned(), value.clone());
    }
    wire::AttributeValues { values: all }
}
