//! Chats for testing: with an environment through the public API, and with a branch through the
//! private one.

use model::{
    AccountId, AgentId, BranchRef, ChatReply, ChatStart, ChatTrace, ConversationId, Environment,
};

use crate::adk_branches::expected;
use crate::client::{Client, to_json};
use crate::endpoint;
use crate::error::ApiError;
use crate::transport::{Method, Transport};

impl<T: Transport> Client<T> {
    /// Starts a chat with the version that an environment runs; the first reply is the greeting.
    /// Refused where nothing is deployed.
    pub async fn start_chat(
        &self,
        agent: &AgentId,
        environment: Environment,
        start: &ChatStart,
    ) -> Result<ChatReply, ApiError> {
        let body = wire::ChatCreate {
            client_env: environment.key().to_owned(),
            asr_lang_code: start.language.clone(),
            tts_lang_code: start.language.clone(),
            conversation_id: None,
            variant_id: start.variant.as_ref().map(ToString::to_string),
            channel: start.channel.clone(),
            integration_attributes: start.attributes.clone(),
        };
        self.post(endpoint::chats(agent), &body).await.map(to_model)
    }

    /// Sends a message in a chat with an environment.
    pub async fn send_message(
        &self,
        agent: &AgentId,
        environment: Environment,
        conversation: &ConversationId,
        message: &str,
    ) -> Result<ChatReply, ApiError> {
        let body = wire::ChatMessage {
            client_env: environment.key().to_owned(),
            message: Some(message.to_owned()),
            ..wire::ChatMessage::default()
        };
        self.post(endpoint::chat(agent, conversation), &body).await.map(to_model)
    }

    /// Starts a chat with a branch as it is now, without publishing it. The platform builds the
    /// branch first, which takes a while; later edits need a new chat.
    pub async fn start_branch_chat(
        &self,
        account: &AccountId,
        at: &BranchRef,
        start: &ChatStart,
    ) -> Result<ChatReply, ApiError> {
        let sequence = expected(self.branch_sequence(account, at).await?);
        let lock = wire::ExpectedSequence { expected_branch_last_known_sequence: Some(sequence) };
        let built: wire::BranchDeployed =
            self.post(endpoint::branch_chat(account, at), &lock).await?;
        let body = wire::AdkChatCreate {
            artifact_version: Some(built.artifact_version),
            lambda_deployment_version: Some(built.lambda_deployment_version),
            channel: Some(start.channel.clone().unwrap_or_else(|| "chat.polyai".to_owned())),
            variant_id: start.variant.as_ref().map(ToString::to_string),
            asr_lang_code: start.language.clone(),
            tts_lang_code: start.language.clone(),
            ..wire::AdkChatCreate::default()
        };
        let path = endpoint::draft_chats(account, &at.agent);
        self.post(path, &body).await.map(adk_to_model)
    }

    /// Sends a message in a chat with a branch.
    pub async fn send_branch_message(
        &self,
        account: &AccountId,
        agent: &AgentId,
        conversation: &ConversationId,
        message: &str,
    ) -> Result<ChatReply, ApiError> {
        let body = wire::AdkChatMessage {
            message: Some(message.to_owned()),
            ..wire::AdkChatMessage::default()
        };
        let path = endpoint::draft_chat(account, agent, conversation);
        self.post(path, &body).await.map(adk_to_model)
    }

    /// Ends a chat with an environment before the agent does. The public API has no call for it.
    pub async fn end_chat(
        &self,
        account: &AccountId,
        agent: &AgentId,
        environment: Environment,
        conversation: &ConversationId,
    ) -> Result<(), ApiError> {
        let body = wire::AdkChatMessage {
            client_env: Some(environment.key().to_owned()),
            ..wire::AdkChatMessage::default()
        };
        let path = endpoint::chat_end(account, agent, conversation);
        self.send(Method::Post, path, Some(to_json(&body)?)).await.map(drop)
    }
}

fn to_model(reply: wire::ChatReply) -> ChatReply {
    let metadata = reply.metadata;
    ChatReply {
        conversation: ConversationId::new(reply.conversation_id),
        user_input: reply.user_input,
        text: reply.response,
        has_ended: reply.conversation_ended,
        is_delayed: reply.delayed_response,
        trace: ChatTrace {
            topics: metadata.retrieved_topics.unwrap_or_default(),
            sources: metadata.retrieved_sources.unwrap_or_default(),
            cited_topic: metadata.cited_topic,
            flow: metadata.in_flow,
            step: metadata.in_step,
            node: metadata.current_node,
            nodes: metadata.node_trace,
            handoff: metadata.handoff_destination,
            functions: metadata.function_events,
            llm_requests: metadata.llm_requests.unwrap_or_default(),
            state: metadata.state,
            metrics: metadata.metrics,
        },
    }
}

fn adk_to_model(reply: wire::AdkChatReply) -> ChatReply {
    let metadata = reply.metadata;
    ChatReply {
        conversation: ConversationId::new(reply.conversation_id),
        user_input: reply.user_input,
        text: reply.response,
        has_ended: reply.conversation_ended,
        is_delayed: reply.delayed_response,
        trace: ChatTrace {
            topics: metadata.retrieved_topics,
            cited_topic: metadata.cited_topic,
            node: metadata.current_node,
            nodes: metadata.node_trace,
            functions: metadata.function_events,
            state: metadata.state,
            metrics: metadata.metrics,
            ..ChatTrace::default()
        },
    }
}
