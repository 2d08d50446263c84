package io.keystile.credential;

/** A value that a record can't hold; its message names the field and what is allowed, never a secret. */
public final class InvalidFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Of that field.
     *
     * @param field the field's name as an API would spell it, in snake_case
     * @param problem what is wrong and what is allowed, a clause that follows the name
     */
    public InvalidFieldException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** The field's name, in snake_case. */
    public String field() {
        return field;
    }
}
