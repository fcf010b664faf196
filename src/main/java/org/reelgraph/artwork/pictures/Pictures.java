package org.reelgraph.artwork.pictures;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.reelgraph.artwork.pictures.RefusedPictureException.Reason;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.StorageException;

/**
 * Takes files as pictures. What is kept is never the file itself, but what is left of it once all is gone that isn't part of
 * the picture; a picture that a camera has laid on its side is drawn anew.
 */
@Singleton
public class Pictures {

    // More isn't needed of what has to be drawn anew, and keeps memory small.
    private static final int LONGEST_REDRAWN = 3_840;
    private static final float REDRAWN_QUALITY = 0.92f;
    private static final int SIDEWAYS = 5;

    private final PictureFolder folder;
    private final PictureDecoder decoder;
    private final PictureWork work;
    private final PictureSettings settings;

    Pictures(PictureFolder folder, PictureDecoder decoder, PictureWork work, PictureSettings settings) {
        this.folder = folder;
        this.decoder = decoder;
        this.work = work;
        this.settings = settings;
    }

    /**
     * Keeps a copy of a file. It is removed again if no image has it a day later.
     *
     * @throws RefusedPictureException if it is no picture, or too large; nothing is kept then
     * @throws StorageException        if it can't be read or written
     */
    public StoredPicture keep(Path file) throws RefusedPictureException {
        try (var content = Files.newInputStream(file)) {
            return keep(content);
        } catch (IOException e) {
            throw StorageException.of("The file " + file.getFileName() + " can't be read", e);
        }
    }

    /**
     * Keeps what a stream has, of which no more is read than a picture may have.
     *
     * @throws RefusedPictureException if it is no picture, or too large; nothing is kept then
     * @throws IOException             if the stream can't be read
     */
    public StoredPicture keep(InputStream content) throws RefusedPictureException, IOException {
        var draft = folder.draftOf(content, settings.mostBytes());
        try {
            if (Files.size(draft) > settings.mostBytes()) {
                throw new RefusedPictureException(Reason.TOO_MANY_BYTES, "It has more than " + settings.mostBytes()
                        + " bytes, the most that are taken (REELGRAPH_ARTWORK_MEGABYTES).");
            }
            return work.waiting(() -> keepDraft(draft));
        } finally {
            PictureFolder.delete(draft);
        }
    }

    private StoredPicture keepDraft(Path draft) throws RefusedPictureException, IOException {
        try (var arena = Arena.ofConfined(); var file = FileChannel.open(draft)) {
            var bytes = file.map(MapMode.READ_ONLY, 0, file.size(), arena).asByteBuffer();
            var type = Cleaning.typeOf(bytes);
            var clean = Cleaning.of(type, bytes, settings.mostPixels());
            return clean.orientation() == CleanPicture.UPRIGHT
                    ? kept(type, clean, folder.draftOf(clean.parts()))
                    : redrawn(type, clean);
        }
    }

    private StoredPicture redrawn(PictureType type, CleanPicture clean) throws RefusedPictureException, IOException {
        var original = folder.draftOf(clean.parts());
        var target = folder.draft();
        try {
            var scale = Math.min(1, (double) LONGEST_REDRAWN / Math.max(clean.width(), clean.height()));
            var wide = side(clean.width(), scale);
            var high = side(clean.height(), scale);
            var upright = Drawing.upright(Drawing.scaled(decoder.decode(original, type, wide, high), wide, high),
                    clean.orientation());
            Drawing.write(upright, REDRAWN_QUALITY, target);
            var isSideways = clean.orientation() >= SIDEWAYS;
            return kept(type,
                    CleanPicture.upright(isSideways ? high : wide, isSideways ? wide : high, false, List.of()),
                    folder.forced(target));
        } catch (RefusedPictureException | RuntimeException | Error e) {
            PictureFolder.delete(target);
            throw e;
        } finally {
            PictureFolder.delete(original);
        }
    }

    private StoredPicture kept(PictureType type, CleanPicture clean, Path draft)
            throws RefusedPictureException, IOException {
        try {
            var preview = preview(type, clean, draft);
            var picture = new StoredPicture(hash(draft), type, clean.width(), clean.height(), Files.size(draft),
                    clean.isAnimated(), preview.map(Preview::thumbHash).orElse(null),
                    preview.map(Preview::color).orElse(null));
            folder.keep(draft, picture.hash());
            return picture;
        } finally {
            PictureFolder.delete(draft);
        }
    }

    private record Preview(String thumbHash, String color) {
    }

    // What can be decoded has to be, or it would be found out only when somebody looks at it.
    private Optional<Preview> preview(PictureType type, CleanPicture clean, Path file) throws RefusedPictureException {
        if (type == PictureType.AVIF || clean.isAnimated()) {
            return Optional.empty();
        }
        var scale = Math.min(1, (double) ThumbHash.LONGEST_SIDE / Math.max(clean.width(), clean.height()));
        var wide = side(clean.width(), scale);
        var high = side(clean.height(), scale);
        var pixels = Drawing.pixels(Drawing.scaled(decoder.decode(file, type, wide, high), wide, high));
        return Optional.of(new Preview(ThumbHash.of(wide, high, pixels), DominantColor.of(pixels)));
    }

    private static int side(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    private static String hash(Path file) throws IOException {
        var digest = Sha256.digest();
        var buffer = ByteBuffer.allocate(1 << 16);
        try (var bytes = FileChannel.open(file)) {
            while (bytes.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
