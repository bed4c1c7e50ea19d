//! The engine is killed at its steps, or answers are lost on their way to it, and it is started again. Whatever the
//! moment: at most one create reached the cloud, and every key the cloud made is either stored here, with its secret,
//! or on the list that the user sees.

mod clickhouse;
mod kakao;
mod lost;
mod naver;
mod stage;
