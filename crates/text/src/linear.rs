//! Tables of weights by which signs of a text are added up (`lexicon/message_weights.tsv`), as
//! `examples/train.rs` fits them.

/// Weights of one model: for every output one number a sign.
#[derive(Debug)]
pub(crate) struct Linear {
    outputs: Vec<&'static str>,
    /// By output, in the order of the signs.
    weights: Vec<Vec<f32>>,
}

impl Linear {
    /// Reads a table: a line with the names of the outputs, then a line a sign, in the order of `signs`; `None` where anything
    /// is missing, in another order or no number.
    pub(crate) fn read(table: &'static str, signs: &[&str]) -> Option<Self> {
        let mut lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let outputs: Vec<&'static str> = lines.next()?.split('\t').skip(1).collect();
        let mut weights = vec![Vec::with_capacity(signs.len()); outputs.len()];
        for name in signs {
            let mut cells = lines.next()?.split('\t');
            (cells.next() == Some(name)).then_some(())?;
            for output in &mut weights {
                output.push(cells.next()?.parse().ok()?);
            }
        }
        lines.next().is_none().then_some(Self { outputs, weights })
    }

    /// What the signs say for an output; 0 for one the table does not have.
    pub(crate) fn sum(&self, output: &str, signs: &[f32]) -> f32 {
        let position = self.outputs.iter().position(|known| *known == output);
        let weights = position.and_then(|position| self.weights.get(position));
        weights.map_or(0.0, |weights| weights.iter().zip(signs).map(|(weight, sign)| weight * sign).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_whole_or_not_at_all() {
        let model = Linear::read("# note\nsign\tyes\tno\none\t1\t-1\ntwo\t0.5\t2\n", &["one", "two"]).expect("a table");
        assert!((model.sum("yes", &[2.0, 4.0]) - 4.0).abs() < 1e-6);
        assert!((model.sum("no", &[2.0, 4.0]) - 6.0).abs() < 1e-6);
        assert!(model.sum("perhaps", &[1.0, 1.0]).abs() < 1e-6);
        for table in ["", "sign\tyes\none\t1\n", "sign\tyes\none\t1\nthree\t1\n", "sign\tyes\none\t1\ntwo\tx\n"] {
            assert!(Linear::read(table, &["one", "two"]).is_none(), "{table}");
        }
    }
}
