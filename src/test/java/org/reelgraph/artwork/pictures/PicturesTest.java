package org.reelgraph.artwork.pictures;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.artwork.pictures.RefusedPictureException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.artwork.pictures.SamplePictures.joined;

/** What becomes of files that are to be kept as pictures. */
class PicturesTest {

    private static final byte[] JPEG = SamplePictures.jpeg(40, 60, Color.ORANGE);
    private static final byte[] GIF = SamplePictures.gif(1);
    private static final byte[] PNG = SamplePictures.png(40, 60, Color.ORANGE);
    private static final byte[] SCRIPT = "<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private PictureDecoder decoder = new PictureDecoder();

    private Pictures pictures() {
        var settings = new PictureSettings(folder, 1, 5, 1);
        return new Pictures(new PictureFolder(settings), decoder, new PictureWork(), settings);
    }

    private StoredPicture keep(byte[] content) throws Exception {
        return pictures().keep(new ByteArrayInputStream(content));
    }

    private byte[] file(StoredPicture picture) throws IOException {
        return Files.readAllBytes(folder.resolve(picture.hash().substring(0, 2)).resolve(picture.hash()));
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<Arguments> hostileFiles() {
        return Stream.of(arguments("nothing", Reason.EMPTY, new byte[0]),
                arguments("one byte", Reason.UNKNOWN_TYPE, new byte[]{(byte) 0xff}),
                arguments("JSON", Reason.UNKNOWN_TYPE, bytes("{\"error\": 404}")),
                arguments("PDF", Reason.UNKNOWN_TYPE, bytes("%PDF-1.7 <html>")),
                arguments("a web page", Reason.HTML, bytes("\r\n <!DOCTYPE html><title>Sign in</title>")),
                arguments("a web page with a mark", Reason.HTML, bytes("\u00ef\u00bb\u00bf<html><body>")),
                arguments("a web page in UTF-16", Reason.HTML,
                        "\ufeff<html><body>".getBytes(StandardCharsets.UTF_16LE)),
                arguments("SVG", Reason.SVG, bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
                arguments("SVG after XML", Reason.SVG, bytes("<?xml version=\"1.0\"?><!-- a --><svg onload=\"a()\">")),
                arguments("a bomb", Reason.TOO_MANY_PIXELS, SamplePictures.saying(PNG, 60_000, 60_000)),
                arguments("negative sides", Reason.DAMAGED, SamplePictures.saying(PNG, -1, -1)),
                arguments("no sides", Reason.DAMAGED, SamplePictures.saying(PNG, 0, 60)),
                arguments("a header that lies", Reason.TRUNCATED, SamplePictures.saying(PNG, 2_000, 2_000)),
                arguments("a wrong check sum", Reason.DAMAGED, changed(PNG, 20)),
                arguments("a cut PNG", Reason.TRUNCATED, Arrays.copyOf(PNG, PNG.length - 20)),
                arguments("the beginning of a PNG", Reason.TRUNCATED, Arrays.copyOf(PNG, 8)),
                arguments("a cut JPEG", Reason.TRUNCATED, Arrays.copyOf(JPEG, JPEG.length - 20)),
                arguments("the beginning of a JPEG", Reason.TRUNCATED, Arrays.copyOf(JPEG, 3)),
                arguments("a JPEG without a frame", Reason.DAMAGED, new byte[]{-1, -40, -1, -39}),
                arguments("a JPEG that is a script", Reason.DAMAGED,
                        joined(new byte[]{-1, -40, -1, -2, 0, 2}, SCRIPT)),
                arguments("a GIF that is a script", Reason.DAMAGED, bytes("GIF89a=1;/*      */alert(1);//")),
                arguments("the beginning of a GIF", Reason.TRUNCATED, bytes("GIF89a")),
                arguments("a GIF without a frame", Reason.DAMAGED, bytes("GIF89a\1\0\1\0\0\0\0;")),
                arguments("a PNG called GIF", Reason.DAMAGED, joined(bytes("GIF89a"), PNG)),
                arguments("a cut WebP", Reason.TRUNCATED,
                        Arrays.copyOf(SamplePictures.WEBP, SamplePictures.WEBP.length - 5)),
                arguments("a WebP of nothing", Reason.DAMAGED, bytes("RIFF\4\0\0\0WEBP")),
                arguments("a sound", Reason.UNKNOWN_TYPE, bytes("RIFF\4\0\0\0WAVE")),
                arguments("a film", Reason.UNKNOWN_TYPE, bytes("\0\0\0\20ftypisom\0\0\0\0")),
                arguments("an AVIF that ends", Reason.TRUNCATED, Arrays.copyOf(SamplePictures.avif(3, 4), 60)),
                arguments("an AVIF of nothing", Reason.DAMAGED, bytes("\0\0\0\20ftypavif\0\0\0\0")),
                arguments("a large AVIF", Reason.TOO_MANY_PIXELS, SamplePictures.avif(60_000, 60_000)),
                arguments("too many bytes", Reason.TOO_MANY_BYTES, Arrays.copyOf(JPEG, 1_000_001)),
                arguments("a tall bomb", Reason.TOO_MANY_PIXELS, SamplePictures.saying(PNG, 1, Integer.MAX_VALUE)),
                arguments("a JPEG bomb", Reason.TOO_MANY_PIXELS, jpegSaying(65_500, 65_500)),
                arguments("a JPEG without rows", Reason.DAMAGED, jpegSaying(60, 0)),
                arguments("a GIF bomb", Reason.TOO_MANY_PIXELS,
                        with(GIF, 6, -1, -1, -1, -1)),
                arguments("a cut GIF", Reason.TRUNCATED, Arrays.copyOf(GIF, GIF.length - 4)),
                arguments("a GIF without its end", Reason.TRUNCATED, Arrays.copyOf(GIF, GIF.length - 1)),
                arguments("a GIF of an unknown block", Reason.DAMAGED, with(GIF, GIF.length - 1, 7)),
                arguments("a cut segment", Reason.TRUNCATED, Arrays.copyOf(JPEG, 12)),
                arguments("a segment of no length", Reason.DAMAGED, with(JPEG, 4, 0, 0)),
                arguments("a WebP that says more", Reason.TRUNCATED, with(SamplePictures.WEBP, 17, 127)),
                arguments("a PNG without a picture", Reason.TRUNCATED, Arrays.copyOf(PNG, 33)),
                arguments("a PNG with a long chunk", Reason.TRUNCATED, with(PNG, 33, 127)),
                arguments("a bitmap", Reason.UNKNOWN_TYPE, bytes("BM\0\0\0\0\0\0\0\0\66\0\0\0(\0\0\0")),
                arguments("a TIFF", Reason.UNKNOWN_TYPE, bytes("II*\0\b\0\0\0")),
                arguments("an icon", Reason.UNKNOWN_TYPE, bytes("\0\0\1\0\1\0\20\20")),
                arguments("a Photoshop file", Reason.UNKNOWN_TYPE, bytes("8BPS\0\1\0\0\0\0\0\0")),
                arguments("an archive", Reason.UNKNOWN_TYPE, bytes("PK\3\4\24\0\0\0")),
                arguments("an archive before a picture", Reason.UNKNOWN_TYPE, joined(bytes("PK\3\4"), PNG)),
                arguments("a HEIC", Reason.UNKNOWN_TYPE, bytes("\0\0\0\20ftypheic\0\0\0\0")),
                arguments("a program", Reason.UNKNOWN_TYPE, bytes("\177ELF\2\1\1\0")),
                arguments("spaces before a picture", Reason.UNKNOWN_TYPE, joined(bytes("  "), JPEG)));
    }

    private static byte[] with(byte[] file, int at, int... values) {
        var copy = file.clone();
        for (var i = 0; i < values.length; i++) {
            copy[at + i] = (byte) values[i];
        }
        return copy;
    }

    // The frame comes after tables, and says its height before its width.
    private static byte[] jpegSaying(int width, int height) {
        var at = 2;
        while (JPEG[at + 1] != (byte) 0xc0) {
            at += 2 + ((JPEG[at + 2] & 0xff) << 8 | JPEG[at + 3] & 0xff);
        }
        return with(JPEG, at + 5, height >> 8, height, width >> 8, width);
    }

    private static byte[] changed(byte[] file, int at) {
        var copy = file.clone();
        copy[at] ^= 1;
        return copy;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFiles")
    void givenAHostileFile_whenItIsToBeKept_thenItIsRefusedByName_andNothingStays(String name, Reason reason,
            byte[] content) throws IOException {
        var refusal = catchThrowableOfType(RefusedPictureException.class, () -> keep(content));

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage()).endsWith(".");
        assertThat(files()).isEmpty();
    }

    @Test
    void givenFilesThatSayTooMuch_whenRefused_thenNothingWasDecoded() {
        catchThrowableOfType(RefusedPictureException.class, () -> keep(SamplePictures.saying(PNG, 60_000, 60_000)));
        catchThrowableOfType(RefusedPictureException.class, () -> keep(Arrays.copyOf(JPEG, 1_000_001)));

        assertThat(decoder.decoded()).isZero();
    }

    @Test
    void givenPictures_whenKept_thenTheirSizesAndColorsAreKnown() throws Exception {
        var jpeg = keep(JPEG);
        var png = keep(SamplePictures.transparentPng(300, 200, Color.BLUE));

        assertThat(jpeg.type()).isEqualTo(PictureType.JPEG);
        assertThat(List.of(jpeg.width(), jpeg.height())).containsExactly(40, 60);
        assertThat(Integer.parseInt(jpeg.dominantColor().substring(1, 3), 16)).isGreaterThan(250);
        assertThat(jpeg.bytes()).isEqualTo(file(jpeg).length);
        assertThat(png.dominantColor()).isEqualTo("#0000ff");
        assertThat(List.of(png.width(), png.height())).containsExactly(300, 200);
        assertThat(keep(JPEG)).isEqualTo(jpeg);
        assertThat(files()).hasSize(2);
    }

    @Test
    void givenAWebp_whenKept_thenItIsDecoded() throws Exception {
        var webp = keep(SamplePictures.WEBP);

        assertThat(webp.type()).isEqualTo(PictureType.WEBP);
        assertThat(webp.thumbHash()).isNotNull();
    }

    @Test
    void givenWhatCantBeDecodedHere_whenKept_thenItsSizeIsKnown() throws Exception {
        var avif = keep(SamplePictures.avif(640, 360));
        var moving = keep(SamplePictures.gif(3));

        assertThat(List.of(avif.width(), avif.height())).containsExactly(640, 360);
        assertThat(moving.isAnimated()).isTrue();
        assertThat(List.of(moving.width(), moving.height())).containsExactly(4, 6);
        assertThat(Arrays.asList(avif.thumbHash(), moving.thumbHash())).containsOnlyNulls();
        assertThat(keep(SamplePictures.gif(1)).thumbHash()).isNotNull();
        assertThat(decoder.decoded()).isOne();
    }

    @Test
    void givenFilesWithMoreThanAPicture_whenKept_thenTheRestIsGone() throws Exception {
        var noted = SamplePictures.withExif(JPEG, 1, "48.2082 N");

        assertThat(keep(noted)).isEqualTo(keep(JPEG));
        assertThat(keep(joined(JPEG, SCRIPT))).isEqualTo(keep(JPEG));
        assertThat(keep(joined(PNG, SCRIPT))).isEqualTo(keep(PNG));
        assertThat(keep(joined(SamplePictures.WEBP, SCRIPT))).isEqualTo(keep(SamplePictures.WEBP));
        var gif = SamplePictures.gif(1);
        var commented = joined(Arrays.copyOf(gif, gif.length - 1), new byte[]{0x21, (byte) 0xfe, 4}, bytes("note"),
                new byte[]{0, 0x3b}, SCRIPT);
        assertThat(keep(commented)).isEqualTo(keep(gif));
        assertThat(new String(file(keep(noted)), StandardCharsets.ISO_8859_1)).doesNotContain("48.2082", "Exif");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void givenAPictureThatLiesOnItsSide_whenKept_thenItStands(int orientation) throws Exception {
        // Of the file's rows, the upper half is red.
        var laid = SamplePictures.encoded(SamplePictures.halves(64, 32, Color.RED, Color.BLUE), "jpeg");

        var kept = keep(SamplePictures.withExif(laid, orientation, "secret"));

        var isTurned = orientation > 4;
        assertThat(List.of(kept.width(), kept.height())).isEqualTo(isTurned ? List.of(32, 64) : List.of(64, 32));
        var shown = ImageIO.read(new ByteArrayInputStream(file(kept)));
        assertThat(shown.getWidth()).isEqualTo(kept.width());
        // Where the file's first row belongs: on top, at the bottom, on the left or on the right.
        var red = switch (orientation) {
            case 2 -> new int[]{32, 4};
            case 3, 4 -> new int[]{32, 28};
            case 5, 8 -> new int[]{4, 32};
            default -> new int[]{28, 32};
        };
        assertThat(new Color(shown.getRGB(red[0], red[1])).getRed()).isGreaterThan(200);
        assertThat(new String(file(kept), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }
}
