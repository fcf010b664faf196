package org.reelgraph.storage.copy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.StorageException;

/** The places that a library can be copied to, and the program that fills one. */
@Introspected
@Singleton
public class CopyTargets {

    /**
     * Settings of the programs of a copy: it is of what the database itself has, and not a replica; and nobody asks for
     * their health.
     */
    public static final Map<String, Object> SETTINGS = Map.of("reelgraph.serves", "false", "reelgraph.database-read",
            "", "micronaut.health.monitor.enabled", "false");

    private final List<CopyTarget.Kind> kinds;
    private final Optional<String> password;

    CopyTargets(List<CopyTarget.Kind> kinds,
            @Setting(description = "The password for the address that `db copy --to` names, if that doesn't have it.",
                    secret = true,
                    values = "a password") @Property(name = "reelgraph.target-password") @Nullable String password) {
        this.kinds = kinds;
        this.password = Optional.ofNullable(password);
    }

    /**
     * {@return the target at an address}
     *
     * @param passwordFile a file with the password, if neither the address nor the settings have it
     * @throws StorageException if it isn't one; the message doesn't repeat it, because it may contain a password
     */
    public CopyTarget at(String text, Optional<String> passwordFile) {
        var address = new CopyAddress(text, password, passwordFile);
        return kinds.stream().flatMap(kind -> kind.at(address).stream()).findFirst()
                .orElseThrow(() -> new StorageException("The target is " + kinds.stream().map(CopyTarget.Kind::form)
                        .sorted().collect(Collectors.joining(" or ")) + ", and what is named isn't."));
    }

    /**
     * Makes a library at a target. If this fails, nothing is there.
     *
     * @param  work fills it
     * @return      the result of the work
     * @throws StorageException if that can't be done, in words for the owner
     */
    public <T> T fill(CopyTarget target, Function<CopyWriter, T> work) {
        try (target) {
            target.prepare();
            T result;
            try (var program = ApplicationContext.run(settings(target))) {
                result = work.apply(program.getBean(CopyWriter.class));
            }
            target.finish();
            return result;
        } catch (RuntimeException e) {
            throw inWords(e);
        }
    }

    private static Map<String, Object> settings(CopyTarget target) {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(target.settings());
        return settings;
    }

    // What prevents a start, as a database that can't be brought up to date, comes as the failure of a bean.
    private static RuntimeException inWords(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .<RuntimeException>mapMulti((cause, reasons) -> {
                    if (cause instanceof StorageException storage) {
                        reasons.accept(storage);
                    } else if (cause instanceof SQLException sql) {
                        reasons.accept(TableFiller.failed("The library can't be copied", sql));
                    }
                }).findFirst().orElse(failure);
    }
}
