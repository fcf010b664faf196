package org.reelgraph.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** Stored settings as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SettingStore extends GenericRepository<StoredSetting, String> {

    StoredSetting save(StoredSetting setting);

    /** Removes a setting, where there is one. */
    @Query("DELETE FROM settings WHERE name = :name")
    void delete(String name);
}
