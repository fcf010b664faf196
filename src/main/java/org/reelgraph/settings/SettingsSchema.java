package org.reelgraph.settings;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.settings.declaration.DecidedSetting;
import org.reelgraph.settings.declaration.DeclaredSetting;
import org.reelgraph.settings.declaration.DeclaredSettings;
import org.reelgraph.storage.WriteTransactions;

import static java.util.stream.Collectors.toMap;

/** The settings, for admins, and the mutation that stores one. */
@Singleton
class SettingsSchema implements SchemaContributor {

    private static final String MASK = "********";

    /**
     * A setting with its value.
     *
     * @param value   in effect; masked if it is secret, null if there is none
     * @param storedValue what the database keeps
     * @param pending whether the next start changes the value in effect
     */
    public record SettingValue(String name, String description, @Nullable String value, Origin source,
            @Nullable String storedValue, boolean pending, boolean secret, boolean storable) {
    }

    /**
     * The input of {@code changeSetting}.
     *
     * @param value the new value; empty to remove the stored one
     */
    @Introspected
    record ChangeSettingInput(String name, Optional<String> value) {
    }

    /** The setting as it is stored now, or why it isn't. */
    public record ChangeSettingPayload(@Nullable SettingValue setting, List<UserError> userErrors)
            implements
                MutationPayload {
        static ChangeSettingPayload refused(UserError error) {
            return new ChangeSettingPayload(null, List.of(error));
        }
    }

    private final SettingStore store;
    private final SettingRepository stored;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Environment environment;
    private final Clock clock;
    private final Map<String, String> decided;

    SettingsSchema(SettingStore store, SettingRepository stored, WriteTransactions transactions, AuditTrail audit,
            Environment environment, Clock clock, List<DecidedSetting> decided) {
        this.store = store;
        this.stored = stored;
        this.transactions = transactions;
        this.audit = audit;
        this.environment = environment;
        this.clock = clock;
        this.decided = decided.stream().collect(toMap(DecidedSetting::property, DecidedSetting::decision));
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("settings", env -> all());
        schema.mutation().field("changeSetting", ChangeSettingInput.class, this::change);
        schema.type("Setting", SettingValue.class);
        schema.type("ChangeSettingPayload", ChangeSettingPayload.class);
    }

    private List<SettingValue> all() {
        var values = stored.findAll().stream().collect(toMap(StoredSetting::name, StoredSetting::value));
        return DeclaredSettings.ALL.stream().map(setting -> valueOf(setting, values.get(setting.name()))).toList();
    }

    private SettingValue valueOf(DeclaredSetting setting, @Nullable String kept) {
        var source = SettingsSource.sourceOf(setting, environment);
        var byItself = SettingsSource.defaultOf(setting, environment)
                .or(() -> Optional.ofNullable(decided.get(setting.property())));
        var value = environment.getProperty(setting.property(), String.class).filter(text -> !text.isEmpty())
                .or(() -> byItself);
        var next = source == Origin.ENVIRONMENT ? value : Optional.ofNullable(kept).or(() -> byItself);
        return new SettingValue(setting.name(), setting.description(),
                value.map(text -> setting.secret() ? MASK : text).orElse(null), source, kept, !next.equals(value),
                setting.secret(), setting.storable());
    }

    private ChangeSettingPayload change(ChangeSettingInput input, DataFetchingEnvironment env) {
        var value = input.value();
        var setting = DeclaredSettings.named(input.name()).orElse(null);
        if (setting == null) {
            return ChangeSettingPayload.refused(UserError.of(UserErrorCode.NOT_FOUND).at("input", "name")
                    .saying("There is no setting with this name."));
        }
        if (!setting.storable()) {
            return ChangeSettingPayload.refused(UserError.of(UserErrorCode.INVALID).at("input", "name")
                    .saying(setting.name() + " can only be set in the environment."));
        }
        var form = setting.form();
        if (value.filter(text -> !form.fits(text)).isPresent()) {
            return ChangeSettingPayload.refused(UserError.of(UserErrorCode.INVALID).at("input", "value")
                    .saying(setting.name() + " is " + form.description() + "."));
        }
        var label = setting.name() + value.map(text -> ": " + text).orElse(" removed");
        return transactions.within(() -> audit.within(Actor.of(Caller.of(env)), "changeSetting", null, label, () -> {
            store.delete(setting.name());
            value.ifPresent(text -> store.save(new StoredSetting(setting.name(), text, clock.instant())));
            return new ChangeSettingPayload(valueOf(setting, value.orElse(null)), List.of());
        }));
    }
}
