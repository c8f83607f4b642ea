<?xml version="1.0" encoding="UTF-8"?>
<!-- Formatting objects of a sheet. All text, order and sizes come from the sheet; nothing is computed here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format">

  <xsl:variable name="accent" select="/sheet/@accent"/>
  <xsl:variable name="pale">#5B6675</xsl:variable>
  <xsl:variable name="rule">0.5pt solid #CDD4DD</xsl:variable>
  <xsl:variable name="fill">#F1F4F8</xsl:variable>

  <xsl:template match="/sheet">
    <fo:root font-family="Noto Sans" font-size="8.5pt" line-height="1.35" color="#1A222C" xml:lang="{@language}">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="upright" page-width="210mm" page-height="297mm"
                               margin="12mm 15mm 9mm 15mm">
          <fo:region-body margin-bottom="9mm"/>
          <fo:region-after extent="6mm" display-align="after"/>
        </fo:simple-page-master>
        <fo:simple-page-master master-name="wide" page-width="297mm" page-height="210mm"
                               margin="12mm 15mm 9mm 15mm">
          <fo:region-body margin-bottom="9mm"/>
          <fo:region-after extent="6mm" display-align="after"/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:declarations>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <!-- PDF/A-2 wants a title with its language; FOP gives it none. -->
              <dc:title>
                <rdf:Alt>
                  <rdf:li xml:lang="x-default"><xsl:value-of select="@title"/></rdf:li>
                </rdf:Alt>
              </dc:title>
              <dc:language>
                <rdf:Bag>
                  <rdf:li><xsl:value-of select="@language"/></rdf:li>
                </rdf:Bag>
              </dc:language>
            </rdf:Description>
          </rdf:RDF>
        </x:xmpmeta>
      </fo:declarations>
      <xsl:apply-templates select="part"/>
    </fo:root>
  </xsl:template>

  <xsl:template match="part">
    <fo:page-sequence master-reference="upright">
      <xsl:if test="@wide = 'true'">
        <xsl:attribute name="master-reference">wide</xsl:attribute>
      </xsl:if>
      <fo:static-content flow-name="xsl-region-after">
        <fo:table table-layout="fixed" width="100%" font-size="7pt" color="{$pale}" border-top="{$rule}">
          <fo:table-column column-width="proportional-column-width(3)"/>
          <fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-body>
            <fo:table-row>
              <fo:table-cell padding-top="2pt">
                <fo:block>
                  <xsl:value-of select="/sheet/head/@running"/>
                </fo:block>
              </fo:table-cell>
              <fo:table-cell padding-top="2pt">
                <fo:block text-align="end">
                  <xsl:value-of select="concat(/sheet/@page, ' ')"/>
                  <fo:page-number/>
                  <xsl:value-of select="concat(' ', /sheet/@of, ' ')"/>
                  <fo:page-number-citation ref-id="end"/>
                </fo:block>
              </fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </fo:static-content>
      <fo:flow flow-name="xsl-region-body">
        <xsl:if test="not(preceding-sibling::part)">
          <xsl:apply-templates select="/sheet/head"/>
        </xsl:if>
        <xsl:apply-templates select="section"/>
        <xsl:if test="not(following-sibling::part)">
          <fo:block id="end" line-height="0"/>
        </xsl:if>
        <xsl:if test="not(section) and preceding-sibling::part">
          <fo:block/>
        </xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- The head: what it is at the left, what KSeF calls it at the right, dates under both. -->
  <xsl:template match="head">
    <fo:table table-layout="fixed" width="100%">
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell display-align="after">
            <xsl:if test="/sheet/@logo != ''">
              <fo:block margin-bottom="6pt">
                <fo:external-graphic src="url('{/sheet/@logo}')" height="16mm" width="70mm" content-height="scale-down-to-fit"
                                     content-width="scale-down-to-fit" scaling="uniform"/>
              </fo:block>
            </xsl:if>
            <fo:block font-size="10pt" font-weight="bold" color="{$accent}">
              <xsl:apply-templates select="kind" mode="label"/>
            </fo:block>
            <fo:block font-size="16pt" font-weight="bold" line-height="1.2">
              <xsl:value-of select="number"/>
            </fo:block>
          </fo:table-cell>
          <fo:table-cell display-align="after" text-align="end">
            <fo:block/>
            <xsl:for-each select="mark/fact">
              <fo:block font-size="7.5pt" color="{$pale}">
                <xsl:apply-templates select="label" mode="label"/>
              </fo:block>
              <xsl:for-each select="line">
                <fo:block font-size="10pt" font-weight="bold">
                  <xsl:value-of select="."/>
                </fo:block>
              </xsl:for-each>
            </xsl:for-each>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <fo:block border-bottom="1.5pt solid {$accent}" margin-top="5pt" margin-bottom="6pt" line-height="0"/>
    <xsl:if test="fact">
      <fo:table table-layout="fixed" width="100%" margin-bottom="8pt">
        <fo:table-column column-width="proportional-column-width(1)" number-columns-repeated="4"/>
        <fo:table-body start-indent="0">
          <xsl:for-each select="fact[position() mod 4 = 1]">
            <fo:table-row>
              <xsl:for-each select=". | following-sibling::fact[position() &lt; 4]">
                <fo:table-cell padding="1pt 6pt 3pt 0pt">
                  <fo:block font-size="7pt" color="{$pale}">
                    <xsl:apply-templates select="label" mode="label"/>
                  </fo:block>
                  <xsl:for-each select="line">
                    <fo:block font-weight="bold">
                      <xsl:value-of select="."/>
                    </fo:block>
                  </xsl:for-each>
                </fo:table-cell>
              </xsl:for-each>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="section">
    <xsl:if test="label">
      <fo:block font-size="10pt" font-weight="bold" color="{$accent}" space-before="11pt" space-after="4pt"
                keep-with-next.within-page="always">
        <xsl:apply-templates select="label" mode="label"/>
      </fo:block>
    </xsl:if>
    <xsl:apply-templates select="*[not(self::label)]"/>
  </xsl:template>

  <xsl:template match="subheading">
    <fo:block font-weight="bold" space-before="6pt" space-after="3pt" keep-with-next.within-page="always">
      <xsl:value-of select="."/>
    </fo:block>
  </xsl:template>

  <xsl:template match="paragraph">
    <fo:block>
      <xsl:if test=". = ''">
        <fo:leader leader-pattern="space"/>
      </xsl:if>
      <xsl:value-of select="."/>
    </fo:block>
  </xsl:template>

  <xsl:template match="total">
    <fo:table table-layout="fixed" width="100%" space-before="8pt" keep-together.within-page="always"
              keep-with-previous.within-page="always">
      <fo:table-column column-width="proportional-column-width(2)"/>
      <fo:table-column column-width="proportional-column-width(3)"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell background-color="{$accent}" color="#FFFFFF" padding="5pt 8pt" text-align="end">
            <fo:block font-size="8.5pt">
              <xsl:apply-templates select="label" mode="white"/>
            </fo:block>
            <fo:block font-size="13pt" font-weight="bold">
              <xsl:value-of select="amount"/>
            </fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="facts">
    <fo:table table-layout="fixed" width="100%" space-before="6pt" space-after="4pt">
      <fo:table-column column-width="proportional-column-width(18)"/>
      <fo:table-column column-width="proportional-column-width(32)"/>
      <fo:table-column column-width="14pt"/>
      <fo:table-column column-width="proportional-column-width(18)"/>
      <fo:table-column column-width="proportional-column-width(32)"/>
      <fo:table-body>
        <xsl:apply-templates select="row"/>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="facts/row">
    <fo:table-row keep-together.within-page="5">
      <xsl:call-template name="name-and-value">
        <xsl:with-param name="fact" select="fact[1]"/>
        <xsl:with-param name="columns"><xsl:choose><xsl:when test="@of = 'two'">1</xsl:when><xsl:otherwise>4</xsl:otherwise></xsl:choose></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@of = 'two'">
        <fo:table-cell><fo:block/></fo:table-cell>
        <xsl:call-template name="name-and-value">
          <xsl:with-param name="fact" select="fact[2]"/>
          <xsl:with-param name="columns">1</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="name-and-value">
    <xsl:param name="fact"/>
    <xsl:param name="columns"/>
    <fo:table-cell padding="1.5pt 4pt 1.5pt 0pt">
      <fo:block color="{$pale}">
        <xsl:apply-templates select="$fact/label" mode="label"/>
      </fo:block>
    </fo:table-cell>
    <fo:table-cell padding="1.5pt 0pt" number-columns-spanned="{$columns}">
      <xsl:for-each select="$fact/line">
        <fo:block>
          <xsl:value-of select="."/>
        </fo:block>
      </xsl:for-each>
      <fo:block/>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="cards">
    <fo:table table-layout="fixed" width="100%" space-before="2pt">
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="14pt"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <xsl:for-each select="card[position() mod 2 = 1]">
          <fo:table-row keep-together.within-page="5">
            <xsl:apply-templates select="."/>
            <fo:table-cell><fo:block/></fo:table-cell>
            <xsl:apply-templates select="following-sibling::card[1]"/>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="card">
    <fo:table-cell padding="5pt 0pt 5pt 0pt" border-top="{$rule}">
      <fo:block font-size="7.5pt" font-weight="bold" color="{$accent}">
        <xsl:apply-templates select="label" mode="label"/>
      </fo:block>
      <xsl:if test="name">
        <fo:block font-size="10pt" font-weight="bold" space-before="1pt">
          <xsl:value-of select="name"/>
        </fo:block>
      </xsl:if>
      <xsl:for-each select="line">
        <fo:block>
          <xsl:value-of select="."/>
        </fo:block>
      </xsl:for-each>
      <xsl:if test="fact">
        <fo:table table-layout="fixed" width="100%" space-before="2pt">
          <fo:table-column column-width="proportional-column-width(36)"/>
          <fo:table-column column-width="proportional-column-width(64)"/>
          <fo:table-body>
            <xsl:for-each select="fact">
              <fo:table-row>
                <xsl:call-template name="name-and-value">
                  <xsl:with-param name="fact" select="."/>
                  <xsl:with-param name="columns">1</xsl:with-param>
                </xsl:call-template>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:if>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="table">
    <fo:table table-layout="fixed" width="100%" font-size="{@size}" space-before="3pt" space-after="3pt" line-height="1.3">
      <xsl:for-each select="column">
        <fo:table-column column-width="{@width}"/>
      </xsl:for-each>
      <fo:table-header>
        <fo:table-row background-color="{$fill}" keep-with-next.within-page="always">
          <xsl:for-each select="column">
            <fo:table-cell padding="3pt 4pt" border-bottom="0.8pt solid {$accent}" display-align="after">
              <fo:block font-weight="bold" font-size="{../@small}">
                <xsl:call-template name="alignment"/>
                <xsl:value-of select="label/first"/>
                <xsl:if test="label/second">
                  <fo:block font-weight="normal" color="{$pale}">
                    <xsl:value-of select="label/second"/>
                  </fo:block>
                </xsl:if>
              </fo:block>
            </fo:table-cell>
          </xsl:for-each>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:apply-templates select="row"/>
        <xsl:if test="not(row)">
          <fo:table-row>
            <fo:table-cell number-columns-spanned="{count(column)}"><fo:block/></fo:table-cell>
          </fo:table-row>
        </xsl:if>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="table/row">
    <fo:table-row keep-together.within-page="5">
      <xsl:choose>
        <xsl:when test="@kind = 'before'">
          <xsl:attribute name="color"><xsl:value-of select="$pale"/></xsl:attribute>
        </xsl:when>
        <xsl:when test="@kind = 'difference'">
          <xsl:attribute name="background-color">#FFF6DF</xsl:attribute>
        </xsl:when>
        <xsl:when test="@kind = 'sum'">
          <xsl:attribute name="font-weight">bold</xsl:attribute>
          <xsl:attribute name="background-color"><xsl:value-of select="$fill"/></xsl:attribute>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="cell"/>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="cell">
    <fo:table-cell padding="2.5pt 4pt" border-bottom="{$rule}">
      <xsl:for-each select="text">
        <fo:block>
          <xsl:for-each select="..">
            <xsl:call-template name="alignment"/>
          </xsl:for-each>
          <xsl:value-of select="."/>
        </fo:block>
      </xsl:for-each>
      <xsl:for-each select="note">
        <fo:block font-size="{../../../@small}" color="{$pale}" font-weight="normal">
          <xsl:for-each select="..">
            <xsl:call-template name="alignment"/>
          </xsl:for-each>
          <xsl:value-of select="."/>
        </fo:block>
      </xsl:for-each>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="alignment">
    <xsl:if test="@kind = 'numbers'">
      <xsl:attribute name="text-align">end</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Codes keep the white around them; a scanner needs it. -->
  <xsl:template match="codes">
    <fo:table table-layout="fixed" width="100%" space-before="6pt" keep-together.within-page="always">
      <fo:table-column column-width="proportional-column-width(1)" number-columns-repeated="2"/>
      <fo:table-body>
        <fo:table-row>
          <xsl:for-each select="code">
            <fo:table-cell padding-right="10pt">
              <fo:block font-weight="bold">
                <xsl:apply-templates select="label" mode="label"/>
              </fo:block>
              <fo:block line-height="1">
                <fo:external-graphic src="url('{@image}')" content-width="{@side}" content-height="{@side}"
                                     fox:alt-text="{under}" xmlns:fox="http://xmlgraphics.apache.org/fop/extensions"/>
              </fo:block>
              <fo:block font-weight="bold">
                <xsl:value-of select="under"/>
              </fo:block>
              <fo:block font-size="7pt" color="{$pale}">
                <fo:basic-link external-destination="url('{@link}')" fox:alt-text="{under}"
                               xmlns:fox="http://xmlgraphics.apache.org/fop/extensions">
                  <xsl:value-of select="link"/>
                </fo:basic-link>
              </fo:block>
            </fo:table-cell>
          </xsl:for-each>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="*" mode="label">
    <xsl:value-of select="first"/>
    <xsl:if test="second">
      <fo:inline font-weight="normal" color="{$pale}">
        <xsl:text> / </xsl:text>
        <xsl:value-of select="second"/>
      </fo:inline>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="white">
    <xsl:value-of select="first"/>
    <xsl:if test="second">
      <xsl:text> / </xsl:text>
      <xsl:value-of select="second"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
