//! What a comparison owes to the projections that the server answers: every edit of one is shown.

use diff::generate::{Law, PlainEdit, Random};
use model::{BranchId, BranchRef};
use tests::{Api, Studio};

#[tokio::test]
async fn every_edit_of_a_projection_of_the_sample_is_shown() {
    let studio = Studio::of_sample(Api::V1_0_11).await;
    let mut random = Random::new(5);
    let mut checked = [0; PlainEdit::ALL.len()];
    for agent in studio.client.agents().await.unwrap() {
        let at = BranchRef { agent: agent.id, branch: BranchId::main() };
        let snapshot = studio.client.branch_snapshot(&studio.account, &at).await.unwrap();
        let law = Law::of(snapshot.projection().clone());
        for (edit, checked) in PlainEdit::ALL.into_iter().zip(&mut checked) {
            for _ in 0..4 {
                let found = law.check(edit, random.below(1 << 20));
                let unseen = found.as_ref().err().map(|unseen| (&unseen.path, &unseen.fault));
                assert_eq!(unseen, None, "{edit:?}");
                *checked += usize::from(found.is_ok_and(|had_place| had_place));
            }
        }
    }
    assert!(checked.iter().all(|checked| *checked > 0), "{checked:?}");
}
