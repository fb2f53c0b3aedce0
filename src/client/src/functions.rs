//! Functions of one branch.

use model::{BranchRef, Function, FunctionCheck, FunctionId, FunctionIssue, FunctionRun};
use serde_json::Value;

use crate::client::{Client, read};
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// The functions that are not archived, without their code.
    pub async fn functions(&self, at: &BranchRef) -> Result<Vec<Function>, ApiError> {
        let answer: Vec<wire::Function> = self.get(endpoint::functions(at)).await?;
        Ok(answer.into_iter().map(to_model).collect())
    }

    /// Validates all functions of a branch. Nothing is changed.
    pub async fn validate_functions(&self, at: &BranchRef) -> Result<FunctionCheck, ApiError> {
        let path = endpoint::functions_validate(at);
        let answer: wire::FunctionsValidated = read(&self.send(Method::Post, path, None).await?)?;
        let issues = answer.issues.into_iter().map(to_issue).collect();
        Ok(FunctionCheck { is_valid: answer.valid, issues })
    }

    /// Runs a function with an object of arguments by name. Its side effects are real: a booking is
    /// made.
    pub async fn execute_function(
        &self,
        at: &BranchRef,
        id: &FunctionId,
        arguments: &Value,
    ) -> Result<FunctionRun, ApiError> {
        let body = wire::FunctionExecute { args: Some(arguments.clone()), flow_id: None };
        let path = endpoint::function_execute(at, id);
        let answer: wire::FunctionExecuted = self.post(path, &body).await?;
        Ok(FunctionRun { returned: answer.body, logs: answer.logs, milliseconds: answer.runtime })
    }
}

fn to_model(function: wire::Function) -> Function {
    Function {
        id: FunctionId::new(function.id),
        name: function.name,
        description: function.description.unwrap_or_default(),
    }
}

fn to_issue(issue: wire::FunctionIssue) -> FunctionIssue {
    FunctionIssue {
        kind: issue.kind,
        function: issue.function_id.map(FunctionId::new),
        function_name: issue.function_name.unwrap_or_default(),
        message: issue.message.unwrap_or_default(),
    }
}
