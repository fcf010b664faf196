package org.reelgraph.storage.copy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.migrations.StoredData;

/** Copies the library of this program to another database, in the state of one moment. */
@Introspected
@Singleton
public class LibraryCopy {

    /**
     * Settings of both programs of a copy: it is of what the database itself has, and not a replica; and nobody asks
     * for their health.
     */
    public static final Map<String, Object> SETTINGS = Map.of("reelgraph.serves", "false", "reelgraph.database-read",
            "", "micronaut.health.monitor.enabled", "false");

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(30);

    private final ReadTransactions reads;
    private final LibraryTables tables;
    private final List<CopyTarget.Kind> kinds;
    private final DatabasePlace place;
    private final Optional<String> password;

    LibraryCopy(ReadTransactions reads, LibraryTables tables, List<CopyTarget.Kind> kinds, DatabasePlace place,
            @Setting(description = "The password for the address that `db copy --to` names, if that doesn't have it.",
                    secret = true,
                    values = "a password") @Property(name = "reelgraph.target-password") @Nullable String password) {
        this.password = Optional.ofNullable(password);
        this.reads = reads;
        this.tables = tables;
        this.kinds = kinds;
        this.place = place;
    }

    /**
     * {@return the target at an address}
     *
     * @param passwordFile a file with the password, if neither the address nor the settings have it
     * @throws StorageException if it isn't one; the message doesn't repeat it, because it may contain a password
     */
    public CopyTarget target(String text, Optional<String> passwordFile) {
        var address = new CopyAddress(text, password, passwordFile);
        return kinds.stream().flatMap(kind -> kind.at(address).stream()).findFirst()
                .orElseThrow(() -> new StorageException("The target is " + kinds.stream().map(CopyTarget.Kind::form)
                        .sorted().collect(Collectors.joining(" or ")) + ", and what is named isn't."));
    }

    /**
     * Copies the library. If this fails, nothing is at the target.
     *
     * @return what each table of the copy holds, which is what it holds here
     * @throws StorageException if it can't be copied, in words for the owner
     */
    public List<TableSum> copyTo(CopyTarget target, CopyListener listener) {
        try (target) {
            reads.onConnection(this::requireData);
            target.prepare();
            List<TableSum> sums;
            try (var program = ApplicationContext.run(settings(target))) {
                sums = reads.within(AS_LONG_AS_IT_TAKES, bytes -> {
                }, () -> reads.onConnection(library -> copy(library, program.getBean(CopyWriter.class), listener)));
            }
            target.finish();
            return sums;
        } catch (RuntimeException e) {
            throw inWords(e);
        }
    }

    // What prevents a start, as a database that can't be brought up to date, comes as the failure of a bean.
    private static RuntimeException inWords(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .<RuntimeException>mapMulti((cause, reasons) -> {
                    if (cause instanceof StorageException storage) {
                        reasons.accept(storage);
                    } else if (cause instanceof SQLException sql) {
                        reasons.accept(CopyWriter.failed("The library can't be copied", sql));
                    }
                }).findFirst().orElse(failure);
    }

    private static Map<String, Object> settings(CopyTarget target) {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(target.settings());
        return settings;
    }

    // Whoever names another place than they mean finds a new library there.
    private boolean requireData(Connection library) {
        try {
            if (StoredData.isIn(library)) {
                return true;
            }
            throw new StorageException("The library in " + place.inWords() + " is empty. Nothing was copied.");
        } catch (SQLException e) {
            throw CopyWriter.failed("The library can't be read", e);
        }
    }

    private List<TableSum> copy(Connection library, CopyWriter writer, CopyListener listener) {
        try {
            return writer.write(library, tables.in(library), listener);
        } catch (SQLException e) {
            throw CopyWriter.failed("The library can't be read", e);
        }
    }
}
