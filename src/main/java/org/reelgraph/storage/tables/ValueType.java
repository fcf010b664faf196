package org.reelgraph.storage.tables;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of a column's values, whatever each database calls it, and the one form in which they are compared. */
public enum ValueType {
    /** Of up to 64 bits. */
    WHOLE_NUMBER(Types.BIGINT) {
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            var value = row.getLong(column);
            return value == 0 && row.wasNull() ? null : (Long) value;
        }

        @Override
        void writePresent(DataOutputStream out, Object value) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        Object readPresent(DataInputStream in) throws IOException {
            return in.readLong();
        }
    },
    /** Of 64 bits. */
    DECIMAL_NUMBER(Types.DOUBLE) {
        // Not every database has a zero below zero.
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            var value = row.getDouble(column);
            return value == 0 && row.wasNull() ? null : (Double) (value + 0.0);
        }

        @Override
        void writePresent(DataOutputStream out, Object value) throws IOException {
            out.writeDouble((Double) value);
        }

        @Override
        Object readPresent(DataInputStream in) throws IOException {
            return in.readDouble();
        }
    },
    /** A text. */
    TEXT(Types.VARCHAR) {
        // Other programs may have stored what is no text, which not every database takes. It is read as it is shown.
        @Override
        public @Nullable Object read(ResultSet row, int column) throws SQLException {
            var bytes = row.getBytes(column);
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        }

        @Override
        void writePresent(DataOutputStream out, Object value) throws IOException {
            BYTES.writePresent(out, ((String) value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Object readPresent(DataInputStream in) throws IOException {
            return new String((byte[]) BYTES.readPresent(in), StandardCharsets.UTF_8);
        }
    },
    /** Any bytes. */
    BYTES(Types.VARBINARY) {
        @Override
        public byte @Nullable [] read(ResultSet row, int column) throws SQLException {
            return row.getBytes(column);
        }

        @Override
        void writePresent(DataOutputStream out, Object value) throws IOException {
            out.writeInt(((byte[]) value).length);
            out.write((byte[]) value);
        }

        @Override
        Object readPresent(DataInputStream in) throws IOException {
            var length = in.readInt();
            var bytes = in.readNBytes(Math.max(0, length));
            if (bytes.length != length) {
                throw new EOFException();
            }
            return bytes;
        }
    };

    private final int sqlType;

    ValueType(int sqlType) {
        this.sqlType = sqlType;
    }

    /** {@return the type of a column with this one of {@link Types}} */
    public static Optional<ValueType> of(int sqlType) {
        return Optional.ofNullable(switch (sqlType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE_NUMBER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> DECIMAL_NUMBER;
            case Types.VARCHAR, Types.LONGVARCHAR -> TEXT;
            case Types.BLOB, Types.BINARY, Types.VARBINARY -> BYTES;
            default -> null;
        });
    }

    /** {@return a value of the current row, or null} */
    public abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    abstract void writePresent(DataOutputStream out, Object value) throws IOException;

    abstract Object readPresent(DataInputStream in) throws IOException;

    /** Sets a parameter to a value of this type, or to null. */
    public void set(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(parameter, sqlType);
            case Long number -> statement.setLong(parameter, number);
            case Double number -> statement.setDouble(parameter, number);
            case String text -> statement.setString(parameter, text);
            case byte[] bytes -> statement.setBytes(parameter, bytes);
            default -> throw new IllegalArgumentException("No value of a column: " + value.getClass());
        }
    }

    /** Writes a value of this type, or null, in the form in which all databases are compared. */
    public void write(DataOutputStream out, @Nullable Object value) throws IOException {
        out.writeByte(value == null ? 0 : 1);
        if (value != null) {
            writePresent(out, value);
        }
    }

    /** {@return a value of this type, or null, that {@link #write} wrote} */
    public @Nullable Object read(DataInputStream in) throws IOException {
        return in.readByte() == 0 ? null : readPresent(in);
    }
}
