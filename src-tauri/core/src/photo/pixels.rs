//! How are a photo's pixels unpacked, scaled, turned and packed again, within bounds?

use super::{MAX_PIXELS, MediaType, refused};
use crate::{Error, Result};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Pixels that one side may have; panoramas have 16,000.
const MAX_SIDE: u32 = 20_000;
/// Bytes that unpacked pixels may take: four for each of [`MAX_PIXELS`].
const MAX_MEMORY: u64 = 4 * MAX_PIXELS;
/// Bytes up to which a colour profile is kept; those of phones have about 500.
const MAX_PROFILE: usize = 4096;

/// A photo's pixels with the colour profile that they are meant in.
#[derive(Debug)]
pub(super) struct Picture {
    image: DynamicImage,
    profile: Option<Vec<u8>>,
}

fn reader(media: MediaType, bytes: &[u8]) -> ImageReader<Cursor<&[u8]>> {
    let format = match media {
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Png => ImageFormat::Png,
    };
    ImageReader::with_format(Cursor::new(bytes), format)
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

fn failure(e: ImageError) -> Error {
    refused(match e {
        ImageError::Limits(_) => "needs too much memory; send it by chat as a picture, or save it smaller",
        ImageError::Unsupported(_) => "is packed in a rare way; open it and save it as an ordinary JPEG",
        _ => "is damaged and cannot be shown; send the photo again",
    })
}

/// Width and height as stored, from the header alone; refuses what would unpack to more than [`MAX_PIXELS`].
pub(super) fn size(media: MediaType, bytes: &[u8]) -> Result<(u32, u32)> {
    let (width, height) = reader(media, bytes).into_dimensions().map_err(failure)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(refused("has no pixels; send the photo again"));
    }
    if width.max(height) > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(refused(format!(
            "has {width} × {height} pixels; a photo may have {} million, {MAX_SIDE} a side; send it by chat as a \
             picture, or save it smaller",
            MAX_PIXELS / 1_000_000
        )));
    }
    Ok((width, height))
}

/// Unpacks the pixels as stored. Of a JPEG that breaks off, what came is shown and the rest is grey.
pub(super) fn decode(media: MediaType, bytes: &[u8]) -> Result<Picture> {
    size(media, bytes)?;
    let mut reader = reader(media, bytes);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(failure)?;
    limits().reserve(decoder.total_bytes()).map_err(failure)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(failure)?;
    let space: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    let profile = profile.filter(|p| p.len() <= MAX_PROFILE && p.get(16..20) == Some(space));
    Ok(Picture { image, profile })
}

impl Picture {
    /// Width and height.
    pub(super) fn size(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    fn map(self, f: impl FnOnce(DynamicImage) -> DynamicImage) -> Picture {
        Picture {
            image: f(self.image),
            ..self
        }
    }

    /// Eight bits a channel, without transparency, as a JPEG holds it.
    pub(super) fn on_white(self) -> Picture {
        self.map(|image| match image {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
            DynamicImage::ImageLuma16(_) => image.into_luma8().into(),
            _ if image.color().has_alpha() => {
                let image = image.into_rgba8();
                let over =
                    |c: u8, a: u8| ((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a)) + 127) / 255) as u8;
                RgbImage::from_fn(image.width(), image.height(), |x, y| {
                    let [r, g, b, a] = image.get_pixel(x, y).0;
                    image::Rgb([over(r, a), over(g, a), over(b, a)])
                })
                .into()
            }
            _ => image.into_rgb8().into(),
        })
    }

    /// Scaled down with a Lanczos filter, its longer side at most `side`; never up.
    pub(super) fn fitted(self, side: u32) -> Result<Picture> {
        self.scaled(side, FilterType::Lanczos3)
    }

    /// Scaled down by averaging, its longer side at most `side`; never up.
    pub(super) fn averaged(self, side: u32) -> Result<Picture> {
        self.scaled(side, FilterType::Box)
    }

    fn scaled(self, side: u32, filter: FilterType) -> Result<Picture> {
        let (width, height) = self.size();
        let longer = width.max(height);
        if longer <= side.max(1) {
            return Ok(self);
        }
        let scale = f64::from(side) / f64::from(longer);
        let scaled = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
        let mut image = DynamicImage::new(scaled(width), scaled(height), self.image.color());
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new()
            .resize(&self.image, &mut image, &options)
            .map_err(|e| refused(format!("cannot be scaled down ({e}); save it smaller")))?;
        Ok(Picture { image, ..self })
    }

    /// Turned and mirrored as the EXIF orientation says.
    pub(super) fn upright(self, orientation: u8) -> Picture {
        self.map(|mut image| {
            image.apply_orientation(Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms));
            image
        })
    }

    /// Packed as a JPEG without notes; needs [`on_white`](Self::on_white) first.
    pub(super) fn jpeg(self, quality: u8) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        self.pack(JpegEncoder::new_with_quality(&mut out, quality))?;
        Ok(out)
    }

    /// Packed as a PNG without notes.
    pub(super) fn png(self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        self.pack(PngEncoder::new(&mut out))?;
        Ok(out)
    }

    fn pack(self, mut encoder: impl ImageEncoder) -> Result<()> {
        if let Some(profile) = self.profile {
            // An encoder that cannot hold a profile writes the picture without.
            let _ = encoder.set_icc_profile(profile);
        }
        self.image.write_with_encoder(encoder).map_err(failure)
    }
}
