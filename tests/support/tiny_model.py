"""Real sentence-transformers models, small enough to be made in a test, without any network."""

from __future__ import annotations

import shutil
import string
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

HIDDEN = 32
MAX_TOKENS = 64
_SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_CHARACTERS = string.ascii_lowercase + string.digits + string.punctuation + "电商融资江豚地铁临今年去的了，。？"


def build_tiny_model(folder: Path, prompts: Mapping[str, str] | None = None, seed: int = 0) -> Path:
    """Writes to `folder` a BERT of two layers over single characters with mean pooling.

    Its weights, by `seed`, are wide enough to tell texts apart.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    tokenizer = _tokenizer()
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=HIDDEN,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * HIDDEN,
        max_position_embeddings=MAX_TOKENS,
        initializer_range=0.3,
    )
    bert = folder / "bert"
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        BertModel(config).save_pretrained(bert)
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), _SPECIALS, strict=True))
    wrapped = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers says no types here
        tokenizer_object=tokenizer, model_max_length=MAX_TOKENS, **names
    )
    wrapped.save_pretrained(bert)
    modules = [Transformer(str(bert), max_seq_length=MAX_TOKENS), Pooling(HIDDEN, pooling_mode="mean")]
    model = SentenceTransformer(modules=modules, prompts=dict(prompts or {}), device="cpu")
    model.save(str(folder), create_model_card=False)
    shutil.rmtree(bert)
    return folder


def build_static_model(folder: Path) -> Path:
    """A table of vectors and no network: its inputs are others than the fast path's, as some models' are."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    with torch.random.fork_rng():
        torch.manual_seed(0)
        table = StaticEmbedding(_tokenizer(), embedding_dim=HIDDEN)
    SentenceTransformer(modules=[table], device="cpu").save(str(folder), create_model_card=False)
    return folder


def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = [*_SPECIALS, *_CHARACTERS, *(f"##{char}" for char in _CHARACTERS)]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer
