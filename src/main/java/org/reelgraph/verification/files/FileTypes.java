package org.reelgraph.verification.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.verification.checks.Unchecked.Gap;
import org.reelgraph.verification.checks.Unchecked.Reason;

/** Finds files that are no media: executables, scripts, archives and shortcuts, by their endings and by their first bytes. */
public final class FileTypes {

    private static final int HEAD = 64;
    private static final HexFormat HEX = HexFormat.of();

    /** What a file may be instead of media. */
    private enum Type {
        EXECUTABLE("an executable"), SCRIPT("a script"), ARCHIVE("an archive"), SHORTCUT("a shortcut");

        private final String inWords;

        Type(String inWords) {
            this.inWords = inWords;
        }
    }

    private static final Map<Type, Set<String>> ENDINGS = Map.of(
            Type.EXECUTABLE, Set.of("exe", "com", "scr", "pif", "msi", "dll", "cpl", "jar", "apk", "app", "deb", "rpm",
                    "dmg", "elf", "run", "appimage"),
            Type.SCRIPT,
            Set.of("bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "sh", "bash",
                    "py", "pl", "rb", "php", "reg"),
            Type.ARCHIVE,
            Set.of("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "ace", "arj", "lzh"),
            Type.SHORTCUT, Set.of("lnk", "url", "desktop", "webloc"));

    private record Mark(Type type, byte[] bytes) {

        static Mark hex(Type type, String bytes) {
            return new Mark(type, HEX.parseHex(bytes));
        }

        static Mark text(Type type, String text) {
            return new Mark(type, text.getBytes(StandardCharsets.US_ASCII));
        }

        boolean begins(byte[] head) {
            return head.length >= bytes.length
                    && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final List<Mark> MARKS = List.of(Mark.text(Type.EXECUTABLE, "MZ"),
            Mark.hex(Type.EXECUTABLE, "7f454c46"), Mark.hex(Type.EXECUTABLE, "cafebabe"),
            Mark.hex(Type.EXECUTABLE, "feedface"), Mark.hex(Type.EXECUTABLE, "feedfacf"),
            Mark.hex(Type.EXECUTABLE, "cefaedfe"), Mark.hex(Type.EXECUTABLE, "cffaedfe"),
            Mark.hex(Type.EXECUTABLE, "d0cf11e0a1b11ae1"), Mark.text(Type.SCRIPT, "#!"),
            Mark.text(Type.SCRIPT, "@echo off"), Mark.text(Type.SCRIPT, "<?php"), Mark.hex(Type.ARCHIVE, "504b0304"),
            Mark.hex(Type.ARCHIVE, "504b0506"), Mark.text(Type.ARCHIVE, "Rar!"), Mark.hex(Type.ARCHIVE, "377abcaf271c"),
            Mark.hex(Type.ARCHIVE, "1f8b"), Mark.text(Type.ARCHIVE, "BZh"), Mark.hex(Type.ARCHIVE, "fd377a585a00"),
            Mark.hex(Type.ARCHIVE, "28b52ffd"), Mark.text(Type.ARCHIVE, "MSCF"),
            Mark.hex(Type.SHORTCUT, "4c0000000114020000000000c000000000000046"),
            Mark.text(Type.SHORTCUT, "[InternetShortcut]"), Mark.text(Type.SHORTCUT, "[Desktop Entry]"));

    // Books may be archives of pages.
    private static final Set<String> BOOKS = Set.of("epub", "cbz", "cbr", "cb7", "mobi", "azw3", "fb2");

    private FileTypes() {
    }

    /** What the beginning of a file tells. */
    public sealed interface Verdict {
    }

    /** It isn't known to be anything but media. */
    public record Fine() implements Verdict {
    }

    /** It is no media. */
    public record Wrong(String message) implements Verdict {
    }

    /** It can't be read. */
    public record Unread(Gap why) implements Verdict {
    }

    /**
     * {@return whether a file is something other than media}
     *
     * @param isBook whether it may be an archive of pages
     */
    public static Verdict look(Path file, boolean isBook) {
        try (var in = Files.newInputStream(file)) {
            var byEnding = byEnding(Excerpts.ending(file), isBook);
            var byBytes = byBytes(in.readNBytes(HEAD), Excerpts.ending(file), isBook);
            var name = "'" + Excerpts.of(file.getFileName().toString()) + "'";
            return byBytes.map(type -> name + " is " + type.inWords + ", as its first bytes tell")
                    .or(() -> byEnding.map(type -> name + " is " + type.inWords + ", as its ending tells"))
                    .<Verdict>map(Wrong::new).orElseGet(Fine::new);
        } catch (AccessDeniedException e) {
            return new Unread(new Gap(Reason.NO_PERMISSION, "The file can't be read: access is denied."));
        } catch (IOException e) {
            return new Unread(new Gap(Reason.NO_FILE, "The file can't be read."));
        }
    }

    private static Optional<Type> byEnding(String ending, boolean isBook) {
        return isBook && BOOKS.contains(ending)
                ? Optional.empty()
                : ENDINGS.entrySet().stream().filter(type -> type.getValue().contains(ending)).map(Map.Entry::getKey)
                        .findFirst();
    }

    private static Optional<Type> byBytes(byte[] head, String ending, boolean isBook) {
        var lower = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
                .getBytes(StandardCharsets.ISO_8859_1);
        return MARKS.stream().filter(mark -> mark.begins(head) || mark.type == Type.SCRIPT && mark.begins(lower))
                .map(Mark::type).filter(type -> !(isBook && type == Type.ARCHIVE && BOOKS.contains(ending)))
                .findFirst();
    }
}
