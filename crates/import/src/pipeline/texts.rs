//! The texts of new works and comments: they wait here until there are enough of them to mask and read them on all
//! processors, and go on in the order in which they came.

use media::side_by_side;
use model::tables::{Comment, CommentFeature, Post, PostFeature};

use super::assemble::Assembler;
use super::{features, privacy};
use crate::error::ReadError;
use crate::identity::resolver::AccountIndex;

/// Texts read together: enough that starting threads costs nothing beside them, few enough to hold.
const AT_ONCE: usize = 2_048;

/// New works and comments, complete but for their texts, which are as the file has them.
#[derive(Debug, Default)]
pub struct Waiting {
    posts: Vec<(Option<AccountIndex>, Post)>,
    comments: Vec<Comment>,
}

impl Assembler<'_> {
    /// Takes in a new work.
    pub(super) fn new_post(&mut self, account: Option<AccountIndex>, post: Post) -> Result<(), ReadError> {
        self.waiting.posts.push((account, post));
        if self.waiting.posts.len() >= AT_ONCE { self.read_posts() } else { Ok(()) }
    }

    /// Takes in a new comment.
    pub(super) fn new_comment(&mut self, comment: Comment) -> Result<(), ReadError> {
        self.waiting.comments.push(comment);
        if self.waiting.comments.len() >= AT_ONCE { self.read_comments() } else { Ok(()) }
    }

    /// Reads what is still waiting.
    pub(super) fn read_waiting(&mut self) -> Result<(), ReadError> {
        self.read_posts()?;
        self.read_comments()
    }

    fn read_posts(&mut self) -> Result<(), ReadError> {
        let waiting = std::mem::take(&mut self.waiting.posts);
        let read = side_by_side::map(&waiting, |(account, post)| (*account, read_post(post.clone())));
        for (account, (post, feature)) in read {
            if let Some(account) = account {
                self.state.quarters.add(account, &post);
            }
            self.push(&post)?;
            self.push(&feature)?;
        }
        Ok(())
    }

    fn read_comments(&mut self) -> Result<(), ReadError> {
        let waiting = std::mem::take(&mut self.waiting.comments);
        for (comment, feature) in side_by_side::map(&waiting, |comment| read_comment(comment.clone())) {
            self.push(&comment)?;
            self.push(&feature)?;
        }
        Ok(())
    }
}

fn read_post(mut post: Post) -> (Post, PostFeature) {
    (post.title, post.content, post.personal_data) = privacy::masked_pair(post.title, post.content);
    let feature = features::post_feature(&post);
    (post, feature)
}

fn read_comment(mut comment: Comment) -> (Comment, CommentFeature) {
    (_, comment.content, comment.personal_data) = privacy::masked_pair(None, comment.content);
    let feature = features::comment_feature(&comment);
    (comment, feature)
}
