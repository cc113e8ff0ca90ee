-- few or none of very many: each compare and each batch asks for them
CREATE INDEX version_grown ON version (pair, path, made) WHERE state = 1;
