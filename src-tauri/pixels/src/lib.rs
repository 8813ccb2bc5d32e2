//! How are a photo's pixels unpacked, scaled, turned and packed again, within bounds?
//!
//! A crate of its own because `image` and `fast_image_resize` are generic: their loops are compiled where they are
//! called from. Here they are optimised in a development build, too (one photo of twelve megapixels: 0.3 s, not 4 s), and
//! the core is not. So nothing public here is generic.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Pixels that a photo may have: the full 50 megapixels of today's phones, and no more.
pub const MAX_PIXELS: u64 = 52_000_000;
/// Pixels that one side may have; panoramas have 16,000.
pub const MAX_SIDE: u32 = 20_000;
/// Bytes that unpacked pixels may take: four for each of [`MAX_PIXELS`].
const MAX_MEMORY: u64 = 4 * MAX_PIXELS;
/// Bytes up to which a colour profile is kept; those of phones have about 500.
const MAX_PROFILE: usize = 4096;

/// How a photo is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// Why pixels cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// They are more than the bounds allow, or would take more memory.
    #[error("has too many pixels")]
    TooLarge,
    /// They are packed in a way that is not read.
    #[error("is packed in a rare way")]
    Rare,
    /// They are not there, or not sound.
    #[error("is damaged")]
    Damaged,
}

impl From<ImageError> for Failure {
    fn from(e: ImageError) -> Failure {
        match e {
            ImageError::Limits(_) => Failure::TooLarge,
            ImageError::Unsupported(_) => Failure::Rare,
            _ => Failure::Damaged,
        }
    }
}

/// The result of work on pixels.
pub type Result<T> = std::result::Result<T, Failure>;

/// A photo's pixels with the colour profile that they are meant in.
#[derive(Debug)]
pub struct Picture {
    image: DynamicImage,
    profile: Option<Vec<u8>>,
}

fn reader(packing: Packing, bytes: &[u8]) -> ImageReader<Cursor<&[u8]>> {
    let format = match packing {
        Packing::Jpeg => ImageFormat::Jpeg,
        Packing::Png => ImageFormat::Png,
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

/// Width and height as stored, from the header alone and whatever they are.
///
/// # Errors
/// Where there is no header, or it is beyond all bounds.
pub fn size(packing: Packing, bytes: &[u8]) -> Result<(u32, u32)> {
    Ok(reader(packing, bytes).into_dimensions()?)
}

/// Whether so many pixels may be unpacked.
pub fn within_bounds((width, height): (u32, u32)) -> bool {
    width.max(height) <= MAX_SIDE && (1..=MAX_PIXELS).contains(&(u64::from(width) * u64::from(height)))
}

/// Unpacks the pixels as stored. Of a JPEG that breaks off, what came is shown and the rest is grey.
///
/// # Errors
/// Beyond the bounds, before anything is unpacked; and where the pixels are not sound.
pub fn decode(packing: Packing, bytes: &[u8]) -> Result<Picture> {
    if !within_bounds(size(packing, bytes)?) {
        return Err(Failure::TooLarge);
    }
    let mut reader = reader(packing, bytes);
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    limits().reserve(decoder.total_bytes())?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder)?;
    let space: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    let profile = profile.filter(|p| p.len() <= MAX_PROFILE && p.get(16..20) == Some(space));
    Ok(Picture { image, profile })
}

impl Picture {
    /// Width and height.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    fn map(self, f: impl FnOnce(DynamicImage) -> DynamicImage) -> Picture {
        Picture {
            image: f(self.image),
            ..self
        }
    }

    /// Eight bits a channel, without transparency, as a JPEG holds it.
    #[must_use]
    pub fn on_white(self) -> Picture {
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
    ///
    /// # Errors
    /// Where memory does not suffice.
    pub fn fitted(self, side: u32) -> Result<Picture> {
        self.scaled(side, FilterType::Lanczos3)
    }

    /// Scaled down by averaging, its longer side at most `side`; never up.
    ///
    /// # Errors
    /// Where memory does not suffice.
    pub fn averaged(self, side: u32) -> Result<Picture> {
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
            .map_err(|_| Failure::TooLarge)?;
        Ok(Picture { image, ..self })
    }

    /// Turned and mirrored as the EXIF orientation says.
    #[must_use]
    pub fn upright(self, orientation: u8) -> Picture {
        self.map(|mut image| {
            image.apply_orientation(Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms));
            image
        })
    }

    /// Packed as a JPEG without notes; needs [`on_white`](Self::on_white) first.
    ///
    /// # Errors
    /// Where it was not put on white.
    pub fn jpeg(self, quality: u8) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        self.pack(JpegEncoder::new_with_quality(&mut out, quality))?;
        Ok(out)
    }

    /// Packed as a PNG without notes.
    ///
    /// # Errors
    /// None that is known.
    pub fn png(self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        self.pack(PngEncoder::new(&mut out))?;
        Ok(out)
    }

    fn pack(self, mut encoder: impl ImageEncoder) -> Result<()> {
        if let Some(profile) = self.profile {
            // An encoder that cannot hold a profile writes the picture without.
            let _ = encoder.set_icc_profile(profile);
        }
        self.image.write_with_encoder(encoder).map_err(Failure::from)
    }
}
