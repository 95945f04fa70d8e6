//! Views kept as files, for questions that are asked again and again of one lake version.
//!
//! A kept file is a copy of what the lake says: whoever finds it unreadable computes it anew, and deleting it loses nothing.
//! Its name must hold everything its rows depend on.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;

use crate::memory;

/// The rows of a kept file; nothing where there is none, or it cannot be read.
pub(crate) fn read(file: &Path) -> Option<(SchemaRef, Vec<RecordBatch>)> {
    let reader = FileReader::try_new(BufReader::with_capacity(1 << 20, File::open(file).ok()?), None).ok()?;
    let schema = with_texts(&reader.schema(), &DataType::Utf8, &DataType::Utf8View);
    let batches = reader.collect::<Result<Vec<_>, _>>().ok()?;
    let batches = memory::fit(&schema, &batches).ok()?;
    Some((schema, batches))
}

/// Keeps rows in a file, which appears whole or not at all.
pub(crate) fn write(file: &Path, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(), ArrowError> {
    let folder = file.parent().ok_or_else(|| io::Error::other("a kept file needs a folder"))?;
    fs::create_dir_all(folder)?;
    // Its own name for each process: two may keep the same view at once, and either is right.
    let half_written = file.with_extension(format!("{}.tmp", std::process::id()));
    let written = (|| {
        let schema = with_texts(schema, &DataType::Utf8View, &DataType::Utf8);
        let mut writer = FileWriter::try_new(BufWriter::new(File::create(&half_written)?), &schema)?;
        for batch in memory::fit(&schema, batches)? {
            writer.write(&batch)?;
        }
        writer.finish()?;
        writer.into_inner()?.flush()?;
        fs::rename(&half_written, file)?;
        Ok(())
    })();
    if written.is_err() {
        let _ = fs::remove_file(&half_written);
    }
    written
}

/// The schema with texts of another type. In the file they are plain: whether a column of plain texts is valid is asked once
/// for all of it, of a view for every text, which took a third of a search. And views share buffers with the batches they
/// were taken from, so a file would hold all of those again for each batch. In memory they are views, which filter faster.
fn with_texts(schema: &Schema, from: &DataType, to: &DataType) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| {
        let field = field.as_ref().clone();
        if field.data_type() == from { field.with_data_type(to.clone()) } else { field }
    });
    Arc::new(Schema::new(fields.collect::<Vec<Field>>()))
}

/// Files of the same folder that another version left behind.
pub(crate) fn forget_others(file: &Path) {
    let Some(entries) = file.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    for entry in entries.flatten() {
        if entry.path() != file && entry.path().extension() == file.extension() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{Int64Array, StringViewArray};

    use super::*;

    #[test]
    fn a_kept_file_gives_its_rows_back_and_half_of_it_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let schema = Arc::new(Schema::new(vec![
            Field::new("name", DataType::Utf8View, true),
            Field::new("works", DataType::Int64, true),
        ]));
        let names = StringViewArray::from(vec![Some("样例镇发布"), None]);
        let batch = RecordBatch::try_new(
            Arc::clone(&schema),
            vec![Arc::new(names), Arc::new(Int64Array::from(vec![None, Some(3)]))],
        )
        .unwrap();
        let file = folder.path().join("cache/accounts.arrow");
        assert!(read(&file).is_none());
        write(&file, &schema, std::slice::from_ref(&batch)).unwrap();
        assert_eq!(read(&file), Some((Arc::clone(&schema), vec![batch.clone()])));
        let slices: Vec<RecordBatch> = (0..2).map(|row| batch.slice(row, 1)).collect();
        write(&file, &schema, &slices).unwrap();
        assert_eq!(read(&file).map(|(_, batches)| batches), Some(slices));
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        assert!(read(&file).is_none());
    }
}
